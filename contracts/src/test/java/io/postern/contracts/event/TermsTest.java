package io.postern.contracts.event;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void accessLastsEitherSoLongOrUntilThen() {
        assertThatCode(() -> Terms.oneLength(Duration.ofNanos(1), null)).doesNotThrowAnyException();
        assertThatCode(() -> Terms.oneLength(null, NOON)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Terms.oneLength(null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Terms.oneLength(Duration.ofHours(1), NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accessLastsLongerThanNothing() {
        assertThatThrownBy(() -> Terms.oneLength(Duration.ZERO, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Terms.positive(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accessEndsAfterItBegins() {
        assertThatCode(() -> Terms.inOrder(NOON, NOON.plusNanos(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Terms.inOrder(NOON, NOON)).isInstanceOf(IllegalArgumentException.class);
    }
}
