package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InHandTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final InHand inHand = new InHand();

    @Test
    void theOldestEventThatIsNotAppendedYetCounts() {
        inHand.during(
                NOON,
                () -> inHand.during(
                        NOON.plusSeconds(5),
                        () -> assertThat(inHand.oldest(NOON.plusSeconds(7))).isEqualTo(Duration.ofSeconds(7))));
        assertThat(inHand.oldest(NOON.plusSeconds(7))).isZero();
    }

    @Test
    void whatFailedForGoodIsInHandNoLonger() {
        assertThatThrownBy(() -> inHand.during(NOON, () -> {
                    throw new IllegalStateException("stopped");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(inHand.oldest(NOON.plusSeconds(7))).isZero();
    }

    @Test
    void aClockThatWasSetBackMakesNoAge() {
        inHand.during(
                NOON, () -> assertThat(inHand.oldest(NOON.minusSeconds(1))).isZero());
    }
}
