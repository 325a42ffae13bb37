package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveCountTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private final AtomicLong asked = new AtomicLong();
    private final LiveCount count = new LiveCount();

    @Test
    void theDatabaseIsAskedOnceASecondAndWhatWeAddIsCountedInBetween() {
        assertThat(at(NOW, 5)).isEqualTo(5);
        count.add(2);
        assertThat(at(NOW.plusMillis(999), 9)).isEqualTo(7);
        assertThat(asked).hasValue(1);

        assertThat(at(NOW.plusMillis(1_000), 9)).isEqualTo(9);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aClockSetBackDoesNotKeepAnOldCount() {
        at(NOW, 5);

        assertThat(at(NOW.minusSeconds(3_600), 6)).isEqualTo(6);
    }

    private long at(Instant now, long truth) {
        return count.at(now, () -> {
            asked.incrementAndGet();
            return truth;
        });
    }
}
