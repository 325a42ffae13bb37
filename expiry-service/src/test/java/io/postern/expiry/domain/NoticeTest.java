package io.postern.expiry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Instant FROM = Instant.parse("2026-11-21T12:00:00Z");

    private final Notice notice = new Notice(Duration.ofMinutes(5));

    @Test
    void theWarningComesSoLongBeforeTheEnd() {
        assertThat(notice.of(FROM, FROM.plusSeconds(3_600))).contains(FROM.plusSeconds(3_300));
    }

    @Test
    void aWindowIsNotWarnedOfBeforeHalfOfItHasPassed() {
        assertThat(notice.of(FROM, FROM.plusSeconds(600))).contains(FROM.plusSeconds(300));
        assertThat(notice.of(FROM, FROM.plusSeconds(599))).isEmpty();
    }

    @Test
    void noNoticeAtAllIsASetting() {
        assertThat(new Notice(Duration.ZERO).of(FROM, FROM.plusSeconds(3_600))).isEmpty();
        assertThatThrownBy(() -> new Notice(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
