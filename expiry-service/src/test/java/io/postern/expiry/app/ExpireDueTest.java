package io.postern.expiry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Pause;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpireDueTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final int ROOM = 2_000;

    private final RowsInMemory rows = new RowsInMemory(START);
    private final ExpireDue expireDue =
            new ExpireDue(rows, Duration.ofSeconds(3), ROOM, new Pause(Duration.ofMillis(1), Duration.ofSeconds(1)));
    private Instant now = START;

    @Test
    void aMomentIsAnnouncedAtItsTimeNotBeforeAndOnce() {
        Deadline deadline = armed(START.plusMillis(2_500), null);

        assertThat(step()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(Duration.ofMillis(500));
        pass(Duration.ofMillis(499));
        step();
        assertThat(rows.announced).isEmpty();
        pass(Duration.ofMillis(1));
        step();
        step();
        assertThat(rows.announced).containsExactly(expired(deadline));
    }

    @Test
    void atTheMomentItselfNothingIsLookedFor() {
        armed(START.plusMillis(700), null);
        step();
        int before = rows.pages;

        pass(Duration.ofMillis(700));
        step();

        assertThat(rows.announced).hasSize(1);
        assertThat(rows.pages).isEqualTo(before);
    }

    @Test
    void whatWasArmedHereForSoonIsKnownWithoutALookAndTheRestIsNot() {
        step();
        Deadline soon = armed(START.plusMillis(100), null);

        assertThat(expireDue.armed(soon, now)).isTrue();
        assertThat(expireDue.armed(armed(START.plusSeconds(60), null), now)).isFalse();
        assertThat(step()).isEqualTo(Duration.ofMillis(100));
        pass(Duration.ofMillis(100));
        step();
        assertThat(rows.announced).containsExactly(expired(soon));
        assertThat(expireDue.inMemory()).isZero();
    }

    @Test
    void whatOthersArmedIsFoundByTheNextLook() {
        step();
        armed(START.plusMillis(100), null);

        pass(Duration.ofSeconds(1));
        run();

        assertThat(rows.announced).hasSize(1);
    }

    @Test
    void whatWasEndedMeanwhileIsNotAnnounced() {
        Deadline deadline = armed(START.plusMillis(100), null);
        step();
        rows.end(deadline.grantId());

        pass(Duration.ofMillis(100));
        step();

        assertThat(rows.announced).isEmpty();
        assertThat(expireDue.inMemory()).isZero();
    }

    @Test
    void memoryHoldsAWindowAndNotAllThatWaits() {
        for (int i = 0; i < 10_000; i++) {
            armed(START.plusMillis(10 + i), null);
        }
        run();

        assertThat(expireDue.inMemory()).isBetween(ROOM - 500, ROOM);
        while (rows.announced.size() < 10_000) {
            pass(Duration.ofMillis(100));
            run();
            assertThat(expireDue.inMemory()).isLessThanOrEqualTo(ROOM);
            assertThat(rows.announced).hasSize((int)
                    Math.clamp(Duration.between(START, now).toMillis() - 9, 0, 10_000));
        }
    }

    @Test
    void whatIsOverdueIsAnnouncedAtOnceHoweverMuchOldestFirst() {
        for (int i = 0; i < 7_000; i++) {
            armed(START.minusMillis(i), null);
        }
        run();

        assertThat(rows.announced).hasSize(7_000);
        assertThat(rows.announced)
                .extracting(event -> ((Expired) event).until())
                .isSorted();
    }

    @Test
    void aClockAheadOfTheDatabasesIsNoReasonToBeEarly() {
        now = START.plusSeconds(600);
        Deadline deadline = armed(START.plusMillis(300), null);

        run();
        assertThat(rows.announced).isEmpty();
        pass(Duration.ofMillis(299));
        run();
        assertThat(rows.announced).isEmpty();
        pass(Duration.ofMillis(1));
        run();
        assertThat(rows.announced).containsExactly(expired(deadline));
    }

    @Test
    void aClockBehindTheDatabasesIsNoReasonToBeLateByMoreThanALook() {
        now = START.minusSeconds(600);
        Deadline deadline = armed(START.plusMillis(300), null);

        run();
        pass(Duration.ofSeconds(1));
        run();

        assertThat(rows.announced).containsExactly(expired(deadline));
    }

    @Test
    void aClockThatIsSetBackPutsNoLookOff() {
        step();
        now = now.minusSeconds(3_600);
        armed(START, null);

        run();

        assertThat(rows.announced).hasSize(1);
    }

    @Test
    void whatAnotherInstanceHoldsIsTriedAgainAndTheOthersDoNotWaitForIt() {
        Deadline theirs = armed(START, null);
        Deadline ours = armed(START.plusMillis(1), null);
        rows.held.add(theirs.grantId());
        pass(Duration.ofMillis(1));
        run();
        assertThat(rows.announced).containsExactly(expired(ours));

        rows.held.clear();
        pass(Duration.ofMillis(250));
        run();
        assertThat(rows.announced).containsExactly(expired(ours), expired(theirs));
    }

    @Test
    void aDatabaseThatIsAwayForAWhileDelaysButLosesNothing() {
        armed(START.plusMillis(100), null);
        step();
        pass(Duration.ofMillis(100));
        rows.failures = 1;
        assertThatThrownBy(this::step).hasMessageContaining("away");

        step();

        assertThat(rows.announced).hasSize(1);
    }

    @Test
    void aWarningComesBeforeItsEndAndNotAfterIt() {
        Deadline warned = armed(START.plusSeconds(2), START.plusSeconds(1));
        armed(START.plusMillis(1_500), START.plusMillis(1));
        run();
        rows.failures = 0;
        pass(Duration.ofMillis(1_600));
        run();

        assertThat(rows.announced).hasSize(2).last().isInstanceOf(Expired.class);
        assertThat(rows.announced.getFirst())
                .isEqualTo(new ExpiringSoon(warned.requestId(), warned.grantId(), warned.until()));
        pass(Duration.ofSeconds(1));
        run();
        assertThat(rows.announced).hasSize(3).last().isEqualTo(expired(warned));
    }

    @Test
    void aWindowThatEndsBeforeTheNextLookOrHoldsLessThanAPageIsRefused() {
        Pause pause = new Pause(Duration.ofMillis(1), Duration.ofSeconds(1));
        assertThatThrownBy(() -> new ExpireDue(rows, Duration.ofSeconds(1), ROOM, pause))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpireDue(rows, Duration.ofSeconds(3), 10, pause))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Deadline armed(Instant until, @Nullable Instant warnAt) {
        Deadline deadline = new Deadline(GrantId.next(), RequestId.next(), until, warnAt);
        rows.arm(deadline);
        return deadline;
    }

    private static Expired expired(Deadline deadline) {
        return new Expired(deadline.requestId(), deadline.grantId(), deadline.until());
    }

    private void pass(Duration time) {
        now = now.plus(time);
        rows.now = rows.now.plus(time);
    }

    private Duration step() {
        return expireDue.at(now);
    }

    /** As many steps as there is something to do, without any time passing. */
    private void run() {
        for (int steps = 0; step().isZero(); steps++) {
            assertThat(steps).isLessThan(1_000);
        }
    }
}
