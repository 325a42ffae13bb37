package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueScanTest {
    private static final Duration AHEAD = Duration.ofSeconds(3);
    private final World world = new World();

    @Test
    void nothingIsDueWhileAGrantHasTimeLeft() {
        world.approve(Duration.ofHours(1));
        assertThat(next()).isEmpty();
    }

    @Test
    void anEndThatComesSoonIsDueAtThatVeryInstant() {
        world.approve(Duration.ofHours(1));
        Instant end = world.told(RulesApplied.class).getFirst().until();
        world.clock.set(end.minusSeconds(2));

        assertThat(next()).containsEntry(World.NSG, end);
    }

    @Test
    void aRuleThatMayStandIsReadBackThoughNothingMayBeOpened() {
        world.asleep = true;
        world.approve(Duration.ofHours(1));
        world.azure.faults.add(FakeAzure.Fault.WE_DIE_AFTER_IT);
        assertThatThrownBy(world::run).isInstanceOf(FakeAzure.Killed.class);
        world.sweeperPass = Optional.empty();

        assertThat(next()).containsKey(World.NSG);
        world.run();
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void anEndIsKnownWithoutTheDatabaseToo() {
        world.approve(Duration.ofHours(1));
        Instant end = world.told(RulesApplied.class).getFirst().until();
        world.clock.set(end.minusSeconds(2));
        assertThat(world.due.remembered(world.clock.instant(), AHEAD).get(World.NSG))
                .containsExactly(end);
    }

    @Test
    void whatIsStuckDoesNotTakeTheExactEndFromOthersOfItsNsg() {
        var stuck = world.approve(Duration.ofMinutes(5), "203.0.113.1");
        world.approve(Duration.ofHours(1), "203.0.113.2");
        Instant end = world.told(RulesApplied.class).getLast().until();
        world.asleep = true;
        world.clock.set(end.minusSeconds(2));
        Instant now = world.clock.instant();
        Set<Instant> told = new HashSet<>();
        world.due.onRecord(now, AHEAD, (_, at) -> told.add(at));
        assertThat(told).hasSize(2).contains(end);
        assertThat(world.due.remembered(now, AHEAD).toString()).contains(end.toString());

        world.close.now(stuck.value(), CloseReason.REVOKED, now, Duration.ZERO);
        told.clear();
        world.due.onRecord(now, AHEAD, (_, at) -> told.add(at));
        assertThat(told).containsExactlyInAnyOrder(now, end);
    }

    @Test
    void aGrantThatCannotBeEndedDoesNotHoldUpTheOthers() {
        world.approve(Duration.ofHours(1), "203.0.113.1");
        world.approve(Duration.ofHours(1), "203.0.113.2");
        world.azure.machines.clear();
        world.azure.machines.add(new Snapshot(World.VM, "westeurope", "Linux", List.of()));
        world.assess.scan();
        world.forward(Duration.ofHours(2));
        int[] calls = {0};
        world.record.beforeCall = () -> {
            if (++calls[0] == 2) {
                throw new IllegalStateException("this one cannot be ended");
            }
        };

        next();

        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        next();
        assertThat(world.told(RulesRemoved.class)).hasSize(2);
    }

    @Test
    void aGrantThatWaitsForTheSweeperIsDueOnceTheSweeperLives() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        assertThat(next()).isEmpty();

        world.sweeperPass = Optional.of(world.clock.instant());
        assertThat(next()).containsEntry(World.NSG, world.clock.instant());
    }

    @Test
    void aGrantThatWaitsTooLongIsRefused() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        world.clock.forward(Duration.ofMinutes(75));

        assertThat(next()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
    }

    @Test
    void aGrantOnAVmThatAFullScanDidNotFindIsRefused() {
        world.record.inventory.clear();
        world.approve(Duration.ofHours(1));

        next();

        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("vm-unknown");
    }

    @Test
    void aGrantWhoseRulesStandNowhereAnyMoreEndsAllTheSame() {
        world.approve(Duration.ofHours(1));
        world.azure.machines.clear();
        world.azure.machines.add(new Snapshot(World.VM, "westeurope", "Linux", List.of()));
        world.assess.scan();
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).isEmpty();

        world.forward(Duration.ofHours(2));
        next();

        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.EXPIRED));
        assertThat(next()).isEmpty();
    }

    private Map<BoundaryId, Instant> next() {
        return world.due(AHEAD);
    }
}
