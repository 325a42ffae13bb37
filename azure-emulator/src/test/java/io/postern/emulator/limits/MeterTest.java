package io.postern.emulator.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.emulator.limits.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static Optional<Duration> take(Meter meter, double seconds) {
        return meter.take(NOW.plusMillis((long) (seconds * 1000)), true);
    }

    private static Optional<Duration> told(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void aBucketGivesItsBurstAndThenWhatFlowsIn() {
        Meter bucket = new TokenBucket(new Rate(3, 0.5), NOW);

        for (int i = 0; i < 3; i++) {
            assertThat(take(bucket, 0)).isEmpty();
        }
        assertThat(take(bucket, 0)).isEqualTo(told(2));
        assertThat(take(bucket, 2)).isEmpty();
        assertThat(take(bucket, 2)).isEqualTo(told(2));
        assertThat(bucket.taken()).isEqualTo(4);
        assertThat(bucket.refused()).isEqualTo(2);
        assertThat(bucket.left(NOW.plusSeconds(600))).isEqualTo(3);
    }

    @Test
    void whoComesBeforeTheTimeToldIsNotServedAndToldAnew() {
        Meter bucket = new TokenBucket(new Rate(1, 0.1), NOW);
        take(bucket, 0);

        assertThat(take(bucket, 0)).isEqualTo(told(10));
        assertThat(take(bucket, 4)).isEqualTo(told(6));
        assertThat(take(bucket, 9.999)).isEqualTo(told(1));
        assertThat(take(bucket, 10)).isEmpty();
    }

    @Test
    void aWindowIsFullAgainOnlyWhenItIsOver() {
        Meter window = new FixedWindow(2, Duration.ofMinutes(5));

        assertThat(take(window, 0)).isEmpty();
        assertThat(take(window, 200)).isEmpty();
        assertThat(take(window, 201)).isEqualTo(told(99));
        assertThat(take(window, 299.5)).isEqualTo(told(1));
        assertThat(take(window, 300)).isEmpty();
        assertThat(window.left(NOW.plusSeconds(301))).isEqualTo(1);
    }

    @Test
    void whatIsOffIsCountedAndNeverRefused() {
        Meter window = new FixedWindow(1, Duration.ofMinutes(5));

        for (int i = 0; i < 5; i++) {
            assertThat(window.take(NOW, false)).isEmpty();
        }
        assertThat(window.taken()).isEqualTo(5);
    }

    @Test
    void azuresLimitsCanBeScaled() {
        assertThat(Limits.named("azure")).isEqualTo(Limits.azure());
        assertThat(Limits.named("0.001").networkWrites()).isEqualTo(1);
        assertThat(Limits.named("10").writes()).isEqualTo(new Rate(2000, 100));
        assertThat(Limits.named("off").off()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "-1", "0", "1e3", "99999999"})
    void aWordOrFactorThatMeansNothingIsRefused(String text) {
        assertThatThrownBy(() -> Limits.named(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
