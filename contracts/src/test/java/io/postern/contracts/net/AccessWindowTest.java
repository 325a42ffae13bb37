package io.postern.contracts.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessWindowTest {
    private static final Instant FROM = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant UNTIL = FROM.plusSeconds(60);

    @Test
    void aWindowHoldsItsBeginningButNotItsEnd() {
        AccessWindow window = new AccessWindow(FROM, UNTIL);
        assertThat(window.contains(FROM)).isTrue();
        assertThat(window.contains(UNTIL.minusNanos(1))).isTrue();
        assertThat(window.contains(FROM.minusNanos(1))).isFalse();
        assertThat(window.contains(UNTIL)).isFalse();
    }

    @Test
    void aWindowEndsAfterItBegins() {
        assertThatThrownBy(() -> new AccessWindow(FROM, FROM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccessWindow(UNTIL, FROM)).isInstanceOf(IllegalArgumentException.class);
    }
}
