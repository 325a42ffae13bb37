package io.postern.audit.adapter.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.audit.adapter.files.DirectoryLogFiles;
import io.postern.audit.app.MemoryRows;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.siem.Siem;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.app.siem.ToldBefore;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import io.postern.audit.domain.SignedCheckpoint;
import io.postern.audit.domain.siem.Told;
import io.postern.messaging.testing.Eventually;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTimerTest {
    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final MemoryRows rows = new MemoryRows().with(9);
    private final SigningState state = new SigningState();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path directory;

    @Test
    void aTrailOlderThanWhatASiemWasToldSignsNotOnce() {
        Checkpoint lost = new Checkpoint(key.name(), 6, Hash.empty());
        try (PublishTimer timer = timer(() -> Optional.of(new Siem.LastTold(5, lost)))) {
            timer.start();
            Eventually.holds("it refuses", () -> state.refusal().isPresent());
        }

        assertThat(state.refusal().orElseThrow()).contains("over 6 leaves");
        assertThat(rows.signed).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whileASiemDoesNotAnswerNothingIsSignedAndThenItGoesOn() {
        AtomicReference<Optional<Siem.LastTold>> answer = new AtomicReference<>();
        try (PublishTimer timer = timer(() -> {
            if (answer.get() == null) {
                assertThat(rows.signed).isEmpty();
                answer.set(Optional.empty());
                throw new SiemUnavailable("away");
            }
            return answer.get();
        })) {
            timer.start();
            Eventually.holds("it signs", () -> !state.complete().equals(Instant.EPOCH));
        }

        assertThat(asked).hasValue(2);
        assertThat(rows.signed).hasSize(1);
    }

    @Test
    void itIsAskedOnceForEachTimeThatTheRightIsTaken() {
        SignedCheckpoint known = SignedCheckpoint.of(
                new Checkpoint(key.name(), 1, rows.hashes(0, 1).getFirst()), key);
        rows.remember(List.of(known));
        try (PublishTimer timer = timer(() -> Optional.of(new Siem.LastTold(0, known.checkpoint())))) {
            timer.start();
            Eventually.holds("it signs", () -> !state.complete().equals(Instant.EPOCH));
            Instant first = state.complete();
            timer.wake();
            Eventually.holds("it looks again", () -> state.complete().isAfter(first));
        }

        assertThat(asked).hasValue(1);
        assertThat(rows.signed).hasSize(2);
    }

    private PublishTimer timer(Supplier<Optional<Siem.LastTold>> last) {
        Siem siem = new Siem() {
            @Override
            public Optional<LastTold> last() {
                asked.incrementAndGet();
                return last.get();
            }

            @Override
            public void tell(List<Told> leaves) {}

            @Override
            public void close() {}
        };
        return new PublishTimer(
                () -> Optional.of(rows),
                new ToldBefore(siem),
                new DirectoryLogFiles(directory),
                key,
                Optional.empty(),
                state,
                Clock.systemUTC());
    }
}
