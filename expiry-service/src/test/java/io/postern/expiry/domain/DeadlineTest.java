package io.postern.expiry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Instant UNTIL = Instant.parse("2026-11-21T12:00:00Z");

    private final Deadline deadline = new Deadline(GrantId.next(), RequestId.next(), UNTIL);
    private final Pause pause = new Pause(Duration.ofMillis(5), Duration.ofSeconds(1));

    @Test
    void theTimeIsUpAtTheVeryEndOfTheWindow() {
        assertThat(deadline.moments()).containsExactly(end());
        assertThat(end().isDue(UNTIL)).isTrue();
        assertThat(end().isDue(UNTIL.plusSeconds(60))).isTrue();
    }

    @Test
    void theTimeIsNotUpBeforeTheEnd() {
        assertThat(end().isDue(UNTIL.minusNanos(1))).isFalse();
    }

    @Test
    void theDatabasesMicrosecondsMakeNoEndEarlier() {
        assertThat(new Deadline(GrantId.next(), RequestId.next(), UNTIL.plusNanos(1)).until())
                .isEqualTo(UNTIL.plusNanos(1_000));
        assertThat(new Deadline(GrantId.next(), RequestId.next(), UNTIL.plusNanos(1_000)).until())
                .isEqualTo(UNTIL.plusNanos(1_000));
    }

    @Test
    void aWarningComesBeforeTheEnd() {
        Instant warnAt = UNTIL.minusSeconds(300);
        assertThat(new Deadline(deadline.grantId(), deadline.requestId(), UNTIL, warnAt).moments())
                .containsExactly(
                        new Moment(warnAt, Moment.Kind.WARNING, deadline.grantId(), deadline.requestId(), UNTIL),
                        end());
        assertThatThrownBy(() -> new Deadline(GrantId.next(), RequestId.next(), UNTIL, UNTIL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndThatNoCalendarKnowsIsRefused() {
        assertThatThrownBy(() -> new Deadline(GrantId.next(), RequestId.next(), Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Deadline(GrantId.next(), RequestId.next(), Instant.MIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePauseEndsAtTheNextDeadline() {
        assertThat(pause.before(Optional.of(UNTIL), UNTIL.minusMillis(300))).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void thePauseIsNeverLongerThanTheLookRound() {
        assertThat(pause.before(Optional.empty(), UNTIL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause.before(Optional.of(UNTIL), UNTIL.minusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDeadlineThatSomebodyElseIsAnnouncingDoesNotMakeTheTimerSpin() {
        assertThat(pause.before(Optional.of(UNTIL), UNTIL.plusSeconds(3))).isEqualTo(Duration.ofMillis(5));
    }

    private Moment end() {
        return new Moment(UNTIL, Moment.Kind.END, deadline.grantId(), deadline.requestId(), UNTIL);
    }
}
