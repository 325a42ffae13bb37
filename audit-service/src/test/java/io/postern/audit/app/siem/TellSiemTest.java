package io.postern.audit.app.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.domain.siem.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TellSiemTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final MemorySession trail = new MemorySession();
    private final Heard siem = new Heard();
    private final SiemState state = new SiemState();

    @Test
    void everySignedLeafIsToldInOrderWithACheckpointOverIt() throws Exception {
        trail.signed(1_001, "a");
        untilDone(resumed());

        assertThat(siem.indexes()).isEqualTo(LongStream.range(0, 1_001).boxed().toList());
        assertThat(siem.heard)
                .allSatisfy(told -> assertThat(told.checkpoint()).contains(MemorySession.note(1_001, "a")));
        assertThat(trail.next).isEqualTo(1_001);
    }

    @Test
    void whatIsNotSignedIsNotTold() throws Exception {
        trail.signed(3, "a");
        trail.leaves.add(trail.leaves.getFirst());
        TellSiem teller = resumed();
        untilDone(teller);
        assertThat(siem.heard).hasSize(3);

        trail.signed(4, "b");
        untilDone(teller);
        assertThat(siem.heard).hasSize(4);
        assertThat(siem.heard.getLast().checkpoint()).contains(MemorySession.note(4, "b"));
    }

    @Test
    void ofAnEmptyTrailNothingIsTold() throws Exception {
        assertThat(resumed().step(NOW)).isFalse();
        assertThat(siem.heard).isEmpty();
        assertThat(state.complete()).isEqualTo(NOW);
    }

    @Test
    void aTellerThatDiesAnywhereLosesAndSkipsNothing() throws Exception {
        Random random = new Random(7);
        trail.signed(3_000, "a");
        while (trail.next < 3_000) {
            siem.takes = random.nextInt(600);
            trail.advances = random.nextInt(3);
            try {
                untilDone(resumed());
            } catch (SiemUnavailable dead) {
                assertThat(dead).hasMessage("gone");
            }
        }

        assertThat(siem.indexes().stream().distinct().toList())
                .as("in order, once each is told for the first time")
                .isEqualTo(LongStream.range(0, 3_000).boxed().toList());
        assertThat(siem.heard).hasSizeGreaterThan(3_000);
    }

    @Test
    void aTrailShorterThanWhatWasToldIsRefused() {
        trail.signed(5, "a");
        siem.last = new LastTold(5, MemorySession.checkpoint(6, "b"));

        assertThatThrownBy(this::resumed).isInstanceOf(LogRefused.class).hasMessageContaining("leaf 5");
    }

    @Test
    void aTrailThatWasSignedOtherwiseIsRefusedThoughItIsLonger() {
        trail.signed(6, "a").signed(9, "c");
        siem.last = new LastTold(5, MemorySession.checkpoint(6, "b"));
        assertThatThrownBy(this::resumed).isInstanceOf(LogRefused.class).hasMessageContaining("over 6 leaves");

        siem.last = new LastTold(5, MemorySession.checkpoint(7, "c"));
        assertThatThrownBy(this::resumed).isInstanceOf(LogRefused.class).hasMessageContaining("over 7 leaves");
        assertThat(siem.heard).isEmpty();
    }

    @Test
    void theTrailThatWasToldGoesOn() throws Exception {
        trail.signed(6, "a").signed(9, "c");
        trail.next = 6;
        siem.last = new LastTold(5, MemorySession.checkpoint(6, "a"));

        untilDone(resumed());
        assertThat(siem.indexes()).containsExactly(6L, 7L, 8L);
    }

    @Test
    void howMuchWaitsIsKnown() throws Exception {
        trail.signed(600, "a");
        TellSiem teller = resumed();

        assertThat(teller.step(NOW)).isTrue();
        assertThat(state.complete()).isEqualTo(Instant.EPOCH);
        assertThat(teller.step(NOW.plusSeconds(1))).isTrue();
        assertThat(state.waiting()).isEqualTo(350);
        assertThat(teller.step(NOW.plusSeconds(2))).isFalse();
        assertThat(state.waiting()).isZero();
        assertThat(state.complete()).isEqualTo(NOW.plusSeconds(2));
    }

    private TellSiem resumed() {
        return TellSiem.resume(trail, siem, MemorySession.TELLING, state);
    }

    private static void untilDone(TellSiem teller) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = teller.step(NOW);
        }
    }

    /** A SIEM that remembers, and dies after so many leaves. */
    private static final class Heard implements Siem {
        final List<Told> heard = new ArrayList<>();
        LastTold last;
        int takes = Integer.MAX_VALUE;

        @Override
        public Optional<LastTold> last() {
            return Optional.ofNullable(last);
        }

        @Override
        public void tell(List<Told> leaves) {
            for (Told told : leaves) {
                if (takes-- <= 0) {
                    throw new SiemUnavailable("gone");
                }
                heard.add(told);
            }
        }

        List<Long> indexes() {
            return heard.stream().map(told -> told.leaf().index()).toList();
        }

        @Override
        public void close() {}
    }
}
