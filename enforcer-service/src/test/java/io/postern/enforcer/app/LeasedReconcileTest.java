package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two instances over one record and one Azure, of which one is stopped at each of its calls to the outside. */
class LeasedReconcileTest {
    private static final BooleanSupplier NO_HURRY = () -> false;
    private static final int CALLS = 12;

    private final World world = new World();
    private final Instances instances = new Instances(world);
    private final Reconcile one = instances.add("one");
    private final Reconcile other = instances.add("other");

    @Test
    void whatOneWorksOnTheOtherLeavesAlone() {
        assertThat(instances.leases("one").take(World.NSG)).isTrue();
        grant();

        assertThat(other.run(World.NSG, NO_HURRY)).isEqualTo(new Progress.NotYet(LeasedReconcile.SOON));
        assertThat(world.openings()).isEmpty();

        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Done.class);
        assertThat(world.openings()).hasSize(1);
        assertThat(other.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Done.class);
    }

    @Test
    void aHolderThatLeavesARuleLongAfterItsEndIsNotWaitedFor() {
        Instant end = opened();
        world.clock.set(end);
        world.sweeperPass = java.util.Optional.of(end);
        for (int i = 0; i < 4 * 5; i++) {
            assertThat(instances.leases("one").take(World.NSG)).isTrue();
            assertThat(other.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.NotYet.class);
            assertThat(world.openings()).hasSize(1);
            world.forward(LeasedReconcile.SOON);
        }
        assertThat(other.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.NotYet.class);
        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).filteredOn(call -> call.startsWith("PUT")).hasSize(1);
    }

    @Test
    void withoutADatabaseWhatIsOverByItsNameIsRemovedWithoutALease() {
        Instant end = opened();
        world.record.down = true;
        world.clock.set(end.minusMillis(1));
        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Again.class);
        assertThat(world.openings()).hasSize(1);

        world.clock.set(end);
        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Again.class);
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void whileItIsKnownThatTheDatabaseHangsNobodyWaitsForIt() {
        Instant end = opened();
        world.clock.set(end);
        world.pulse.asked(end.minusMillis(1_501));
        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Again.class);
        assertThat(instances.calls("one")).isEqualTo(2);
        assertThat(world.openings()).isEmpty();

        world.pulse.answered();
        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Done.class);
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void whatHadToWaitForItsTurnGoesInOneWrite() {
        Instant end = opened();
        world.approve(Duration.ofHours(2));
        world.asleep = true;
        world.clock.set(end);
        world.sweeperPass = java.util.Optional.of(end);
        world.approve(Duration.ofHours(1), "203.0.113.9");
        world.azure.calls.clear();
        world.record.slot = new WriteBudget.Slot.At(Duration.ofSeconds(20));
        assertThat(one.run(World.NSG, NO_HURRY)).isEqualTo(new Progress.NotYet(Duration.ofSeconds(20)));
        assertThat(world.azure.calls).isEmpty();

        world.record.slot = new WriteBudget.Slot.Now();
        assertThat(one.run(World.NSG, NO_HURRY)).isInstanceOf(Progress.Done.class);
        assertThat(world.azure.calls).hasSize(1);
        assertThat(world.openings()).hasSize(2);
    }

    static Stream<Integer> calls() {
        return IntStream.range(0, CALLS).boxed();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void killedAtAnyCallOneIsFollowedByTheOther(int call) {
        grant();
        instances.killAt("one", call);
        try {
            var _ = one.run(World.NSG, NO_HURRY);
        } catch (FakeAzure.Killed atCall) {
            assertThat(instances.calls("one")).isEqualTo(call + 1);
        }
        instances.othersTakeOver();
        converge(other);
        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(1);
        closesInTime(other);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void killedAtAnyCallWhileClosingOneIsFollowedByTheOther(int call) {
        Instant end = opened();
        world.clock.set(end);
        instances.killAt("one", call);
        try {
            var _ = one.run(World.NSG, NO_HURRY);
        } catch (FakeAzure.Killed atCall) {
            assertThat(instances.calls("one")).isEqualTo(call + 1);
        }
        closesInTime(other);
        assertThat(Duration.between(end, world.clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void frozenAtAnyCallAndWokenLaterOneWritesNothingMore(int call) {
        grant();
        instances.freezeAt("one", call, () -> {
            instances.othersTakeOver();
            converge(other);
            assertThat(world.openings()).hasSize(1);
            closesInTime(other);
            world.azure.calls.clear();
        });
        var _ = one.run(World.NSG, NO_HURRY);
        if (!instances.wasFrozen("one")) {
            return;
        }
        boolean inAPut = instances.wasFrozenInAPut("one");
        assertThat(world.azure.calls)
                .filteredOn(asked -> asked.startsWith("PUT"))
                .hasSize(inAPut ? 1 : 0);
        converge(other);
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    /** What it read before it was frozen says nothing of what another has written since. */
    @ParameterizedTest
    @MethodSource("calls")
    void frozenAtAnyCallAndWokenLaterOneTellsNoRemovalOfWhatStands(int call) {
        instances.freezeAt("one", call, () -> {
            instances.othersTakeOver();
            grant();
            converge(other);
            assertThat(world.openings()).hasSize(1);
            world.asleep = true;
            String request =
                    world.told(RulesApplied.class).getFirst().requestId().value();
            var _ = world.close.now(request, CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);
        });
        var _ = one.run(World.NSG, NO_HURRY);
        if (!instances.wasFrozen("one")) {
            return;
        }
        if (!world.openings().isEmpty()) {
            assertThat(world.told(RulesRemoved.class)).isEmpty();
        }

        converge(other);
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    /** An answer of the database that comes late is no different from a process that was frozen. */
    @ParameterizedTest
    @MethodSource("calls")
    void whatWasClosedDuringACallThatTookLongIsNotOpenedAnyMore(int call) {
        grant();
        String request =
                world.record.grants.values().iterator().next().terms().request().value();
        instances.freezeAt("one", call, () -> {
            world.forward(Admission.FRESH.plusMillis(1));
            var _ = world.close.now(request, CloseReason.REVOKED, world.clock.instant(), Duration.ZERO);
            world.azure.calls.clear();
        });
        var _ = one.run(World.NSG, NO_HURRY);
        if (!instances.wasFrozen("one")) {
            return;
        }

        assertThat(world.azure.calls)
                .filteredOn(asked -> asked.startsWith("PUT"))
                .hasSize(instances.wasFrozenInAPut("one") ? 1 : 0);
        converge(other);
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void theCallsOfTheTestsAreAllThereAre() {
        grant();
        var _ = one.run(World.NSG, NO_HURRY);
        assertThat(instances.calls("one")).isBetween(5, CALLS);
        assertThatThrownBy(() -> instances.killAt("nobody", 0)).isInstanceOf(RuntimeException.class);
        assertThat(List.of(world.openings())).hasSize(1);
    }

    private void grant() {
        world.sweeperPass = java.util.Optional.empty();
        world.approve(Duration.ofHours(1));
        world.sweeperPass = java.util.Optional.of(world.clock.instant());
        assertThat(world.openings()).isEmpty();
    }

    private Instant opened() {
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).hasSize(1);
        return world.told(RulesApplied.class).getFirst().until();
    }

    private void converge(Reconcile reconcile) {
        for (int i = 0; i < 100; i++) {
            if (reconcile.run(World.NSG, NO_HURRY) instanceof Progress.Done) {
                return;
            }
            world.forward(LeasedReconcile.SOON);
        }
        throw new AssertionError("it does not end");
    }

    private void closesInTime(Reconcile reconcile) {
        Instant end = world.told(RulesApplied.class).getFirst().until();
        if (world.clock.instant().isBefore(end)) {
            world.clock.set(end);
        }
        world.sweeperPass = java.util.Optional.of(world.clock.instant());
        converge(reconcile);
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }
}
