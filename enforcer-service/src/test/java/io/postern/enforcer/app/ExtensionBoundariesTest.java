package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An extension of access through two NSGs: the way is open only where both let it pass. */
class ExtensionBoundariesTest {
    private static final BoundaryId SUBNET = World.nsg("subnet-nsg");

    private final World world = new World();
    private final RequestId request;
    private final RulesApplied before;
    private final Instant later;

    ExtensionBoundariesTest() {
        world.azure.nsgs.put(SUBNET, new ArrayList<>());
        world.azure.machines.set(
                0,
                new Snapshot(
                        World.VM,
                        "westeurope",
                        "Linux",
                        List.of(new NetworkInterface(
                                "nic", List.of("10.0.0.4"), World.NSG, List.of(), "/subnets/one", SUBNET, List.of()))));
        world.assess.scan();
        world.reconcile.run(SUBNET);
        world.assess.scan();
        request = world.approve(Duration.ofHours(1));
        before = world.told(RulesApplied.class).getFirst();
        later = before.until().plusSeconds(3600);
    }

    @Test
    void bothOldRulesStayUntilBothNewOnesAreThere() {
        extendHeldBack();
        world.reconcile.run(World.NSG);
        assertThat(openings(World.NSG)).hasSize(2);
        assertThat(openings(SUBNET)).containsExactly(before.ruleName());
        assertThat(world.told(RulesApplied.class)).hasSize(1);

        world.reconcile.run(SUBNET);
        RulesApplied after = world.told(RulesApplied.class).getLast();
        assertThat(after.boundaries()).hasSize(2);
        due();
        assertThat(openings(World.NSG)).isEqualTo(openings(SUBNET)).containsExactly(after.ruleName());
        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.EXTENDED));
    }

    @Test
    void halfAnExtensionGoesWithTheOldAccess() {
        extendHeldBack();
        world.reconcile.run(World.NSG);
        world.clock.set(before.until());
        due();
        due();

        assertThat(openings(World.NSG)).isEmpty();
        assertThat(openings(SUBNET)).isEmpty();
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("too-late"));
        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.EXPIRED));
        assertThat(world.record.unfinished()).isEmpty();
    }

    private void extendHeldBack() {
        world.sweeperPass = Optional.empty();
        world.extend(request, 1, later);
        world.sweeperPass = Optional.of(world.clock.instant());
    }

    private void due() {
        world.due(Duration.ofSeconds(1)).keySet().forEach(world.reconcile::run);
    }

    private List<String> openings(BoundaryId nsg) {
        return world.azure.nsgs.get(nsg).stream()
                .filter(rule -> rule.access() == Access.ALLOW)
                .map(SecurityRule::name)
                .toList();
    }
}
