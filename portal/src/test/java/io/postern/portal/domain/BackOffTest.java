package io.postern.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15));

    @Test
    void eachPauseIsTwiceTheLastUpToABound() {
        assertThat(backOff.pause(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(backOff.pause(1)).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            assertThat(backOff.pause(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
        }
        assertThat(backOff.pause(1)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void chanceSpreadsThoseWhoFailedTogether() {
        assertThat(backOff.pause(0)).isEqualTo(Duration.ofMillis(250));
        assertThat(backOff.pause(0.5)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void successBeginsAnew() {
        backOff.pause(1);
        backOff.again();
        assertThat(backOff.pause(1)).isEqualTo(Duration.ofMillis(500));
    }
}
