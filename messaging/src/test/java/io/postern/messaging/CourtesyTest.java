package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourtesyTest {
    private final Courtesy courtesy = new Courtesy();
    /** Close to where the monotonic clock wraps round. */
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    @Test
    void whoeverWasNotAskedWaitsForNobody() {
        assertThat(courtesy.left(now)).isNotPositive();
    }

    @Test
    void eachTimeItIsAskedItWaitsAMoment() {
        courtesy.asked(now);
        assertThat(courtesy.left(now)).isEqualTo(Courtesy.EACH.toNanos());
        pass(Duration.ofMillis(100));
        courtesy.asked(now);
        assertThat(courtesy.left(now)).isEqualTo(Courtesy.EACH.toNanos());
        pass(Courtesy.EACH);
        assertThat(courtesy.left(now)).isNotPositive();
    }

    @Test
    void askedAgainAndAgainItWaitsNoLongerThanItsBoundAndThenNotForAWhile() {
        Duration waited = Duration.ZERO;
        Duration step = Duration.ofMillis(100);
        for (int i = 0; i < 300; i++) {
            courtesy.asked(now);
            waited = courtesy.left(now) > 0 ? waited.plus(step) : waited;
            pass(step);
        }
        assertThat(waited).isEqualTo(Courtesy.TOGETHER.multipliedBy(3));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
