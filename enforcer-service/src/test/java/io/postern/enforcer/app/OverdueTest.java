package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.Access;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is over while Azure or the record hinders: how soon it is tried again, and what else goes on meanwhile. */
class OverdueTest {
    private static final Outcome LOCKED = new Outcome.Refused(Outcome.Reason.LOCKED, "ScopeLocked");

    private final World world = new World();

    @Test
    void whereReadsAreThrottledForLongARemovalThatMustWaitIsTriedWhenItsTimeComes() {
        overdue();
        world.azure.unreadable = new Reading.Unreadable(Duration.ofSeconds(300), "429");
        world.record.slot = new WriteBudget.Slot.At(Duration.ofSeconds(1));

        assertThat(world.run()).isEqualTo(new Progress.NotYet(Duration.ofSeconds(1)));

        world.record.slot = new WriteBudget.Slot.Now();
        world.run();
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void whereReadsAreThrottledForLongARemovalThatAzureDoesNotTakeIsTriedEveryFewSeconds() {
        overdue();
        world.azure.unreadable = new Reading.Unreadable(Duration.ofSeconds(300), "429");
        world.azure.answer = _ -> new Outcome.TryLater(Duration.ofSeconds(2), "409");
        assertThat(world.run()).isEqualTo(new Progress.NotYet(Duration.ofSeconds(2)));

        world.azure.answer = _ -> LOCKED;
        assertThat(world.run()).isEqualTo(new Progress.NotYet(ReconcileBoundary.OVERDUE_PAUSE));

        world.azure.answer = _ -> new Outcome.Refused(Outcome.Reason.BOUNDARY_GONE, "404");
        assertThat(world.run()).isEqualTo(new Progress.NotYet(ReconcileBoundary.OVERDUE_PAUSE));
    }

    @Test
    void aRuleThatAzureDoesNotLetGoHoldsUpNothingElseOfItsNsg() {
        String locked = overdue();
        world.azure.answer = call -> call.startsWith("PUT") ? null : LOCKED;
        world.asleep = true;
        world.approve(Duration.ofHours(1), "203.0.113.9");

        world.run();

        assertThat(world.openings()).hasSize(2).contains(locked);
    }

    @Test
    void nothingIsOpenedInTheRoundInWhichARemovalHadToWait() {
        overdue();
        world.azure.answer =
                call -> call.startsWith("DELETE") ? new Outcome.TryLater(Duration.ofSeconds(3), "409") : null;
        world.asleep = true;
        world.approve(Duration.ofHours(1), "203.0.113.9");

        world.run();

        assertThat(world.azure.calls).noneMatch(call -> call.startsWith("PUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "locked", "taken", "gone"})
    void aWholeWriteThatFailsWithRemovalsIsFollowedByOneDeleteAfterAnother(String how) {
        Outcome failure = switch (how) {
            case "unknown" -> new Outcome.Unknown("timeout");
            case "locked" -> LOCKED;
            case "taken" -> new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict");
            default -> new Outcome.Refused(Outcome.Reason.BOUNDARY_GONE, "404");
        };
        twoOverdue();
        world.azure.answer = call -> call.startsWith("NSG") ? failure : null;

        world.run();
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).filteredOn(call -> call.startsWith("NSG")).hasSize(1);
    }

    @Test
    void aWholeWriteThatHadToWaitTwiceIsFollowedByOneDeleteAfterAnother() {
        twoOverdue();
        world.azure.answer = call -> call.startsWith("NSG") ? new Outcome.TryLater(Duration.ofSeconds(1), "409") : null;

        world.run();
        world.run();
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).filteredOn(call -> call.startsWith("NSG")).hasSize(2);
    }

    @Test
    void anOpeningThatSomebodyMadeADenyIsNotOpenedAgainWithoutTheInterlocks() {
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        var _ = world.azure.disarm(world.azure.observed(World.NSG), name, 300, () -> false);
        world.sweeperPass = Optional.empty();
        world.run();
        assertThat(access(name)).isEqualTo(Access.DENY);

        world.sweeperPass = Optional.of(world.clock.instant());
        world.run();
        assertThat(access(name)).isEqualTo(Access.ALLOW);
    }

    @Test
    void onceNothingIsPendingAnyMoreTheNextChangesAreNotCollected() {
        world.asleep = true;
        var request = world.approve(Duration.ofHours(1));
        world.record.slot = new WriteBudget.Slot.At(Duration.ofSeconds(4));
        world.run();
        assertThat(world.writing.collects(World.NSG)).isTrue();
        world.record.slot = new WriteBudget.Slot.Now();
        world.close.now(request.value(), CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);

        world.run();

        assertThat(world.azure.calls).isEmpty();
        assertThat(world.writing.collects(World.NSG)).isFalse();
    }

    private Access access(String name) {
        return world.azure.observed(World.NSG).rule(name).orElseThrow().access();
    }

    private void twoOverdue() {
        world.approve(Duration.ofHours(1), "203.0.113.1");
        world.approve(Duration.ofHours(1), "203.0.113.2");
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));
    }

    private String overdue() {
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));
        return name;
    }
}
