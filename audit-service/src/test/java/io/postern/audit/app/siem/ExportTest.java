package io.postern.audit.app.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.audit.domain.siem.Told;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final TrailQuery ALL = new TrailQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            -1);

    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private long most;

    @Test
    void ofATrailOfAnyLengthOnlyAPageIsInMemory() throws Exception {
        Export export = new Export(longTrail(100_000), MemorySession.TELLING, Optional::empty);

        export.begin(ALL, new Numbers()).writeTo(OutputStream.nullOutputStream());
        assertThat(written).hasValue(100_000);
        assertThat(most).isLessThanOrEqualTo(Export.PAGE);
    }

    @Test
    void everyEntryIsWrittenOnceAfterTheHead() throws Exception {
        for (int size : new int[] {0, 1, Export.PAGE - 1, Export.PAGE, Export.PAGE + 1, 3 * Export.PAGE}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Export(longTrail(size), MemorySession.TELLING, Optional::empty)
                    .begin(ALL, new Numbers())
                    .writeTo(out);
            List<String> expected = new ArrayList<>(List.of("head"));
            for (int i = 0; i < size; i++) {
                expected.add(String.valueOf(i));
            }
            assertThat(out.toString(StandardCharsets.UTF_8).lines().toList()).isEqualTo(expected);
        }
    }

    @Test
    void aTrailThatCannotBeReadFailsBeforeAnythingIsWritten() {
        Trail broken = (query, limit) -> {
            throw new IllegalStateException("away");
        };

        assertThatThrownBy(() -> new Export(broken, MemorySession.TELLING, Optional::empty).begin(ALL, new Numbers()))
                .hasMessage("away");
    }

    @Test
    void onlyWhatACheckpointCoversIsGivenOne() throws Exception {
        List<Optional<String>> checkpoints = new ArrayList<>();
        ExportForm form = new Numbers() {
            @Override
            public byte[] line(TrailEntry entry, Told told) {
                checkpoints.add(told.checkpoint());
                return new byte[0];
            }
        };
        new Export(longTrail(3), MemorySession.TELLING, () -> Optional.of(new Covering(2, "note")))
                .begin(ALL, form)
                .writeTo(OutputStream.nullOutputStream());

        assertThat(checkpoints).containsExactly(Optional.of("note"), Optional.of("note"), Optional.empty());
    }

    private Trail longTrail(long size) {
        return (query, limit) -> {
            List<TrailEntry> page = new ArrayList<>();
            for (long i = query.after() + 1; i < size && page.size() < limit; i++) {
                page.add(new TrailEntry(i, "type", "subject", Instant.EPOCH, new byte[] {1}, Optional.empty()));
            }
            most = Math.max(most, read.addAndGet(page.size()) - written.get());
            return new TrailPage(
                    page,
                    page.size() < limit
                            ? OptionalLong.empty()
                            : OptionalLong.of(page.getLast().index()));
        };
    }

    private class Numbers implements ExportForm {
        @Override
        public String word() {
            return "numbers";
        }

        @Override
        public String mediaType() {
            return "text/plain";
        }

        @Override
        public byte[] head() {
            return "head\n".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] line(TrailEntry entry, Told told) {
            written.incrementAndGet();
            return (entry.index() + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
