package io.postern.expiry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Window window = new Window(3, Duration.ofSeconds(3));

    @Test
    void theLatestGivesWayWhenThereIsNoRoom() {
        Moment late = add(NOON.plusSeconds(4));
        Moment second = add(NOON.plusSeconds(2));
        Moment third = add(NOON.plusSeconds(3));
        Moment first = add(NOON.plusSeconds(1));
        window.add(late);

        assertThat(window.size()).isEqualTo(3);
        assertThat(window.hasRoomFor(1)).isFalse();
        assertThat(window.due(NOON.plusSeconds(9), 9)).containsExactly(first, second, third);
    }

    @Test
    void whatIsDueStaysUntilItIsSettled() {
        Moment first = add(NOON);
        Moment second = add(NOON.plusSeconds(1));

        assertThat(window.due(NOON.minusNanos(1), 9)).isEmpty();
        assertThat(window.due(NOON.plusSeconds(1), 1)).containsExactly(first);
        assertThat(window.due(NOON.plusSeconds(1), 9)).containsExactly(first, second);
        window.settle(first);
        assertThat(window.due(NOON.plusSeconds(1), 9)).containsExactly(second);
        assertThat(window.next()).contains(second.at());
    }

    @Test
    void whatIsPostponedIsNotTakenInAgainBeforeItsTime() {
        Moment moment = add(NOON);
        window.postpone(moment, NOON.plusSeconds(1));
        window.add(moment);

        assertThat(window.due(NOON, 9)).isEmpty();
        assertThat(window.next()).contains(NOON.plusSeconds(1));
        assertThat(window.due(NOON.plusSeconds(1), 9)).containsExactly(moment);
        assertThat(window.size()).isOne();
    }

    @Test
    void aClockThatWasSetBackDoesNotPutTheSecondTryOff() {
        Moment moment = add(NOON);
        window.postpone(moment, NOON.plusSeconds(3_602));

        assertThat(window.due(NOON.plusSeconds(1), 9)).containsExactly(moment);
    }

    @Test
    void whatWasSettledIsNotPostponed() {
        Moment moment = add(NOON);
        window.settle(moment);
        window.postpone(moment, NOON);

        assertThat(window.size()).isZero();
        assertThat(window.next()).isEmpty();
    }

    @Test
    void aWarningThatCameTooLateIsDropped() {
        window.add(new Moment(NOON, Moment.Kind.WARNING, GrantId.next(), RequestId.next(), NOON.plusSeconds(1)));

        assertThat(window.due(NOON.plusSeconds(1), 9)).isEmpty();
        assertThat(window.size()).isZero();
    }

    private Moment add(Instant at) {
        Moment moment = new Moment(at, Moment.Kind.END, GrantId.next(), RequestId.next(), at);
        window.add(moment);
        return moment;
    }
}
