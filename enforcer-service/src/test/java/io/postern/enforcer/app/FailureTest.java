package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.enforcer.app.FakeAzure.Fault;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    private final World world = new World();

    @Test
    void aDeathBetweenIntentAndWriteLeavesNothingThatIsUnknown() {
        world.azure.faults.add(Fault.WE_DIE_BEFORE_IT);
        assertThatThrownBy(() -> world.approve(Duration.ofHours(1))).isInstanceOf(FakeAzure.Killed.class);
        assertThat(world.record.grants.values()).singleElement().isInstanceOf(Grant.Opening.class);
        Instant end = ((Grant.Opening) world.record.grants.values().iterator().next()).end();

        world.forward(Duration.ofMinutes(1));
        world.run();

        assertThat(world.told(RulesApplied.class))
                .singleElement()
                .satisfies(applied -> assertThat(applied.until()).isEqualTo(end));
    }

    @Test
    void aDeathBetweenIntentAndWriteThatLastsBeyondTheEndOpensNothing() {
        world.azure.faults.add(Fault.WE_DIE_BEFORE_IT);
        assertThatThrownBy(() -> world.approve(Duration.ofHours(1))).isInstanceOf(FakeAzure.Killed.class);

        world.forward(Duration.ofHours(2));
        world.run();

        assertThat(world.azure.calls).isEmpty();
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("expired");
    }

    @Test
    void anAnswerThatIsLostIsMadeUpForByReading() {
        world.azure.faults.add(Fault.LOST_BUT_APPLIED);

        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).hasSize(1);
        assertThat(world.azure.calls).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_AND_NOT_APPLIED", "FORBIDDEN", "INVALID"})
    void aRemovalThatFailsIsTriedAgainWithinFifteenSeconds(Fault fault) {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.azure.faults.add(fault);

        Progress progress = world.run();

        assertThat(progress)
                .isInstanceOfSatisfying(
                        Progress.Again.class,
                        again -> assertThat(again.after()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(15)));
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        world.run();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void aThrottledRemovalIsTriedAgainWhenAzureAllowsIt() {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.azure.faults.add(Fault.THROTTLED);

        assertThat(world.run()).isEqualTo(new Progress.Throttled(Duration.ofSeconds(7)));
        assertThat(world.told(RulesRemoved.class)).isEmpty();

        world.run();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void aPriorityThatSomebodyElseTookIsChosenAgain() {
        world.azure.faults.add(Fault.PRIORITY_TAKEN);
        world.foreign("late-comer", 100, Access.DENY);
        world.azure.nsgs.get(World.NSG).removeIf(rule -> rule.name().equals("late-comer"));

        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void whatAzureWillNotHaveIsRefusedWithAzuresReason() {
        world.azure.faults.add(Fault.INVALID);

        world.approve(Duration.ofHours(1));

        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo("azure-refused");
            assertThat(refused.detail()).isEqualTo("Azure does not like it");
        });
    }

    @Test
    void aMissingRightIsAFinding() {
        world.azure.faults.add(Fault.FORBIDDEN);

        world.approve(Duration.ofHours(1));

        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("forbidden");
    }

    @Test
    void aRightThatStaysMissingIsReportedOnce() {
        world.azure.faults.addAll(java.util.Collections.nCopies(3, Fault.FORBIDDEN));
        world.approve(Duration.ofHours(1));
        world.run();
        world.run();

        assertThat(world.told(DriftFound.class)).hasSize(1);
    }

    @Test
    void anEndIsKeptBeforeTheRecordIsAsked() {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.record.beforeCall = () -> assertThat(world.openings()).isEmpty();
        world.run();

        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.azure.calls)
                .filteredOn(call -> call.startsWith("DELETE"))
                .hasSize(1);
    }

    @Test
    void withoutAFreshSweeperNothingIsOpenedButRemovalsGoOn() {
        world.approve(Duration.ofHours(1));
        world.clock.forward(Duration.ofHours(2));
        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(1);

        world.sweeperPass = Optional.of(world.clock.instant());
        world.run();
        assertThat(world.told(RulesApplied.class)).hasSize(2);
    }

    @Test
    void aHeartbeatFromTheFutureIsNoProofOfLife() {
        world.sweeperPass = Optional.of(world.clock.instant().plus(Duration.ofHours(1)));
        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).isEmpty();
    }

    @Test
    void withAClockThatDisagreesWithAzuresNothingIsOpened() {
        world.interlocks.azureSaid(
                world.clock.instant().minusSeconds(10), world.clock.instant(), world.clock.instant());
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();
        assertThat(world.interlocks.clockFinding()).hasValueSatisfying(known -> {
            assertThat(known.finding().detail()).startsWith("our clock is 10000 ms ahead of Azure's");
            assertThat(known.since()).isEqualTo(world.clock.instant());
        });

        world.interlocks.azureSaid(world.clock.instant(), world.clock.instant(), world.clock.instant());
        world.run();
        assertThat(world.openings()).hasSize(1);
        assertThat(world.interlocks.clockFinding()).isEmpty();
    }

    @Test
    void anAnswerThatTookLongSaysLittleAboutAClock() {
        Instant now = world.clock.instant();
        world.interlocks.azureSaid(now.minusSeconds(8), now.minusSeconds(8), now);
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void withAClockThatDisagreesWithTheDatabasesNothingIsOpened() {
        world.deadlinesKept = false;
        world.interlocks.scanned(world.clock.instant());
        says(world.clock.instant().plusMillis(2_001), Duration.ZERO);
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();

        says(world.clock.instant().plusMillis(2_000), Duration.ZERO);
        world.run();
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void whileNobodyCanBeToldNothingIsOpened() {
        world.deadlinesKept = false;
        world.interlocks.scanned(world.clock.instant());
        says(world.clock.instant(), Duration.ofMinutes(10));
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();

        says(world.clock.instant(), Duration.ofMinutes(9));
        world.run();
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void whileOurOwnDeadlinesAreNotLookedAtNothingIsOpened() {
        world.deadlinesKept = false;
        world.clock.forward(Duration.ofSeconds(31));
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();

        world.due(Duration.ofSeconds(10));
        world.run();
        assertThat(world.openings()).hasSize(1);
    }

    private void says(Instant databaseTime, Duration untold) {
        world.interlocks.recordSaid(
                new Vitals.Look(databaseTime, untold), world.clock.instant(), world.clock.instant());
    }

    @Test
    void withoutKeysNothingIsOpened() {
        world.keys = false;
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void withoutADatabaseOnlyWhatIsOverByItsNameIsRemoved() {
        world.approve(Duration.ofHours(1));
        world.approve(Duration.ofHours(3));
        String longer = world.openings().getLast();
        world.record.down = true;
        world.forward(Duration.ofHours(2));

        assertThat(world.due.remembered(world.clock.instant(), Duration.ofSeconds(3)))
                .containsKey(World.NSG);
        world.run();
        assertThat(world.openings()).containsExactly(longer);
        assertThat(world.azure.calls).filteredOn(call -> call.startsWith("PUT")).hasSize(2);

        world.record.down = false;
        world.run();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.openings()).containsExactly(longer);
    }

    @Test
    void whatAnotherInstanceHasLeasedIsNotWrittenToButRemovalsGoOn() {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.record.leasedByAnother = true;

        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }
}
