package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.FakeAzure.Fault;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done when Azure does not say what it did, or does not let us look, or tells a time that cannot be. */
class DoubtTest {
    private final World world = new World();

    @Test
    void aReadingFromBeforeTheWriteIsNoProofThatARuleIsGone() {
        Reading before = world.azure.read(World.NSG);
        String request = world.approve(Duration.ofHours(1)).value();
        world.asleep = true;
        var _ = world.close.now(request, CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);
        world.azure.unreadable = before;

        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void whatIsNotThereAndCannotBeRemovedIsGone() {
        String request = world.approve(Duration.ofHours(1)).value();
        world.asleep = true;
        var _ = world.close.now(request, CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);
        world.azure.nsgs.get(World.NSG).removeIf(rule -> world.openings().contains(rule.name()));
        world.azure.answer = _ -> new Outcome.Refused(Outcome.Reason.LOCKED, "ScopeLocked");

        world.run();

        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.record.findings.getOrDefault(World.NSG, List.of())).isEmpty();
    }

    @Test
    void afterAnUnknownOutcomeTheNsgIsLookedAtForAMinuteAndNeverMoreThanEightSecondsApart() {
        Instant doubted = world.clock.instant();
        world.azure.faults.add(Fault.LOST_BUT_APPLIED);
        world.approve(Duration.ofHours(1));
        List<Long> looks = new ArrayList<>();

        for (int second = 0; second < 120; second++) {
            world.forward(Duration.ofSeconds(1));
            Instant now = world.clock.instant();
            var due = world.due.remembered(now, Duration.ZERO).get(World.NSG);
            if (due != null || world.watch.endingBefore(now.plusMillis(1)).containsKey(World.NSG)) {
                looks.add(Duration.between(doubted, now).toSeconds());
                world.run();
            }
        }

        assertThat(looks).containsExactly(1L, 3L, 7L, 15L, 23L, 31L, 39L, 47L, 55L, 63L);
    }

    @Test
    void aWriteThatLandsLongAfterItsGrantWasClosedIsFoundAndRemoved() {
        world.azure.faults.add(Fault.LOST_BUT_APPLIED);
        var request = world.approve(Duration.ofHours(1));
        SecurityRule zombie = world.azure
                .observed(World.NSG)
                .rule(world.openings().getFirst())
                .orElseThrow();
        world.close.now(request.value(), CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);
        assertThat(world.openings()).isEmpty();
        world.forward(Duration.ofSeconds(2));
        world.azure.nsgs.get(World.NSG).add(zombie);

        assertThat(world.due.remembered(world.clock.instant(), Duration.ofSeconds(2)))
                .containsKey(World.NSG);
        world.run();

        assertThat(world.openings()).isEmpty();
    }

    @Test
    void whatIsOverGoesAlthoughTheNsgCannotBeRead() {
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));
        world.azure.unreadable = new Reading.Unreadable(Duration.ofSeconds(60), "429");

        world.run();
        world.run();

        assertThat(world.azure.calls).containsExactly("DELETE " + name);
        assertThat(world.told(RulesRemoved.class)).isEmpty();

        world.azure.unreadable = null;
        world.run();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void whatIsNotOverStaysWhenTheNsgCannotBeRead() {
        world.approve(Duration.ofHours(1));
        world.azure.calls.clear();
        world.azure.unreadable = new Reading.Unreadable(Duration.ofSeconds(60), "500");

        assertThat(world.run()).isInstanceOf(Progress.Again.class);
        assertThat(world.azure.calls).isEmpty();
    }

    @Test
    void whileAzureIsAwayWhatIsOverIsAskedForEveryFewSeconds() {
        world.approve(Duration.ofHours(1));
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));
        world.azure.unreadable = new Reading.Unreadable(Duration.ofSeconds(1), "refused", false);

        for (int run = 0; run < 10; run++) {
            assertThat(world.run()).isEqualTo(new Progress.NotYet(ReconcileBoundary.OVERDUE_PAUSE));
        }
        assertThat(world.azure.calls).isEmpty();
    }

    @Test
    void aDateOfAzureThatCannotBeClosesNothingEarly() {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofMinutes(59));
        world.azure.dateAhead = Duration.ofDays(1);
        world.run();
        assertThat(world.openings()).hasSize(1);

        world.azure.dateAhead = Duration.ofSeconds(2);
        world.clock.set(end().minusSeconds(1));
        world.run();
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void anAddIsNotFollowedToItsEndWhenSomethingElseEndsMeanwhile() {
        world.approve(Duration.ofMinutes(10), "203.0.113.1");
        String first = world.openings().getFirst();
        world.azure.whileFollowed = () -> world.clock.set(end());
        world.approve(Duration.ofHours(1), "203.0.113.2");
        assertThat(world.azure.cutShort).isEqualTo(1);

        world.azure.whileFollowed = () -> {};
        world.run();
        assertThat(world.openings()).hasSize(1).doesNotContain(first);
    }

    @Test
    void aRemovalIsFollowedToItsEndWhateverElseIsUrgent() {
        world.approve(Duration.ofMinutes(10));
        world.forward(Duration.ofMinutes(11));

        var _ = world.reconcile.run(World.NSG, () -> true);

        assertThat(world.azure.cutShort).isZero();
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void somebodyElsesWorkOnTheNsgIsWaitedForAndNotTakenForThrottling() {
        world.azure.answer = _ -> new Outcome.TryLater(Duration.ofSeconds(3), "RetryableErrorDueToAnotherOperation");
        world.asleep = true;
        world.approve(Duration.ofHours(1));

        assertThat(world.run()).isEqualTo(new Progress.Again(Duration.ofSeconds(3)));
        assertThat(world.record.blocked).isEmpty();
    }

    /** The end of the only opening. */
    private Instant end() {
        String name = world.openings().getFirst();
        return ((RuleName.Opening) RuleName.parse("demo", name).orElseThrow()).end();
    }
}
