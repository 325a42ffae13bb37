package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theBoundDoublesUpToFifteenSeconds() {
        Backoff unlucky = Backoff.of(() -> 1.0);

        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures ->
                                unlucky.pause(failures, Optional.empty()).toMillis()))
                .containsExactly(1000L, 2000L, 4000L, 8000L, 15000L, 15000L, 15000L, 15000L);
    }

    @Test
    void chanceChoosesAnywhereAboveHalfASecond() {
        assertThat(Backoff.of(() -> 0.0).pause(6, Optional.empty())).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.of(() -> 0.5).pause(2, Optional.empty())).isEqualTo(Duration.ofMillis(1250));
    }

    @Test
    void whatAzureAsksForIsKeptHoweverLong() {
        assertThat(Backoff.of(() -> 0.0).pause(1, Optional.of(Duration.ofSeconds(300))))
                .isEqualTo(Duration.ofSeconds(300));
        assertThat(Backoff.of(() -> 1.0).pause(5, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void anyNumberOfFailuresHasItsPause() {
        assertThat(Backoff.of(() -> 0.99).pause(Integer.MAX_VALUE, Optional.empty()))
                .isLessThan(Duration.ofSeconds(15));
        assertThat(Backoff.of(() -> 1.0).pause(0, Optional.empty())).isEqualTo(Duration.ofSeconds(1));
    }
}
