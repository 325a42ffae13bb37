package io.postern.portal.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void nothingLongerThanThePolicyIsOfferedAndItsLongestAlwaysIs() {
        assertThat(Choice.upTo(Duration.ofMinutes(90)))
                .extracting(Choice::text)
                .containsExactly("5 min", "15 min", "30 min", "1 h", "1 h 30 min");
        assertThat(Choice.upTo(Duration.ofSeconds(30))).extracting(Choice::iso).containsExactly("PT30S");
        assertThat(Choice.upTo(Duration.ZERO)).isEmpty();
    }

    @Test
    void anHourIsSuggestedOrAllThereIs() {
        assertThat(Choice.first(Duration.ofHours(8))).isEqualTo("PT1H");
        assertThat(Choice.first(Duration.ofMinutes(20))).isEqualTo("PT20M");
    }
}
