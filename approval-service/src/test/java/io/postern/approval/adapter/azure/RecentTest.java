package io.postern.approval.adapter.azure;

import static io.postern.approval.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Recent<String, String> recent = new Recent<>(2);

    @Test
    void anAnswerServesForLessThanItsAge() {
        recent.put("a", "1", NOW);

        assertThat(recent.get("a", MINUTE, NOW.plusSeconds(59))).contains("1");
        assertThat(recent.get("a", MINUTE, NOW.plusSeconds(60))).isEmpty();
        assertThat(recent.get("b", MINUTE, NOW)).isEmpty();
    }

    @Test
    void noAgeAtAllAlwaysAsksAnew() {
        recent.put("a", "1", NOW);

        assertThat(recent.get("a", Duration.ZERO, NOW)).isEmpty();
    }

    @Test
    void theLongestKnownGoesFirstWhenFull() {
        recent.put("a", "1", NOW);
        recent.put("b", "2", NOW);
        recent.put("a", "3", NOW);
        recent.put("c", "4", NOW);

        assertThat(recent.get("a", MINUTE, NOW)).contains("3");
        assertThat(recent.get("b", MINUTE, NOW)).isEmpty();
    }
}
