package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.RouteFirewall;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.inventory.Unread;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeveralBoundariesTest {
    private static final BoundaryId SUBNET = World.nsg("subnet-nsg");
    private static final VmId NEIGHBOUR = World.vm("web-2");
    private static final RouteFirewall FIREWALL =
            new RouteFirewall(World.firewall("edge").value(), false);

    private final World world = new World();

    SeveralBoundariesTest() {
        world.azure.nsgs.put(SUBNET, new ArrayList<>());
    }

    @Test
    void aGrantIsOpenOnlyOnceEachNsgOnTheWayHasItsRule() {
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        assertThat(status()).isEqualTo(JitStatus.PROTECTED);
        world.nudged.clear();
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        world.sweeperPass = Optional.of(world.clock.instant());

        world.reconcile.run(World.NSG);
        assertThat(world.told(RulesApplied.class)).isEmpty();

        world.reconcile.run(SUBNET);
        assertThat(world.told(RulesApplied.class))
                .singleElement()
                .satisfies(applied -> assertThat(applied.boundaries()).hasSize(2));
        assertThat(openings(World.NSG)).isEqualTo(openings(SUBNET)).hasSize(1);

        world.forward(Duration.ofHours(1).plusSeconds(2));
        world.reconcile.run(World.NSG);
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        world.reconcile.run(SUBNET);
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void whatAzureRefusesOnOneNsgIsToldOnlyOnceNothingStandsOnTheOther() {
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        world.sweeperPass = Optional.of(world.clock.instant());
        world.reconcile.run(World.NSG);
        assertThat(openings(World.NSG)).hasSize(1);

        world.azure.faults.add(FakeAzure.Fault.INVALID);
        world.reconcile.run(SUBNET);
        assertThat(world.told(EnforcementRefused.class)).isEmpty();

        world.due(Duration.ofSeconds(10)).keySet().forEach(world.reconcile::run);
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(openings(SUBNET)).isEmpty();
        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo("azure-refused");
            assertThat(refused.detail()).isEqualTo("Azure does not like it");
        });
    }

    @Test
    void aGrantThatStandsOnOneNsgAndFindsTheOtherFullIsRefusedAndTakenBack() {
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        world.sweeperPass = Optional.of(world.clock.instant());
        world.reconcile.run(World.NSG);
        assertThat(openings(World.NSG)).hasSize(1);
        IntStream.range(0, 950).forEach(i -> world.azure.nsgs.get(SUBNET).add(customers(i)));

        world.reconcile.run(SUBNET);
        world.due(Duration.ofSeconds(10)).keySet().forEach(world.reconcile::run);

        assertThat(openings(SUBNET)).isEmpty();
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("nsg-full"));
    }

    private static SecurityRule customers(int number) {
        return new SecurityRule(
                "customer-" + number,
                100 + number,
                false,
                Access.DENY,
                "Udp",
                List.of("*"),
                List.of("*"),
                List.of("*"),
                List.of("9000"),
                "",
                true);
    }

    @Test
    void aVmBehindTheNsgOfItsSubnetAloneIsProtectedAndOpened() {
        stands(nic("10.0.0.4", null, SUBNET));
        assertThat(status()).isEqualTo(JitStatus.PROTECTED);
        world.approve(Duration.ofHours(1));
        assertThat(openings(SUBNET)).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void neighboursBehindOneNsgAreOpenedEachForItself() {
        world.azure.machines.add(vm(NEIGHBOUR, null, Set.of(), nic("10.0.0.5", null, SUBNET)));
        world.record.protect(NEIGHBOUR, "policy", List.of(World.SSH), World.START);
        stands(nic("10.0.0.4", null, SUBNET));
        world.approve(Duration.ofHours(1));

        assertThat(world.azure.nsgs.get(SUBNET).stream()
                        .filter(rule -> rule.access() == Access.ALLOW)
                        .map(SecurityRule::destinations))
                .containsExactly(List.of("10.0.0.4"));
        assertThat(world.azure.nsgs.get(SUBNET).stream()
                        .filter(rule -> rule.access() == Access.DENY)
                        .map(SecurityRule::destinations))
                .containsExactlyInAnyOrder(List.of("10.0.0.4"), List.of("10.0.0.5"));
        assertThat(world.record.inventory.get(NEIGHBOUR).status()).isEqualTo(JitStatus.PROTECTED);
    }

    @Test
    void aForeignAllowOnOneOfTheNsgsBypassesThere() {
        world.azure.nsgs.get(SUBNET).add(foreign(100));
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        VmAssessed vm = world.record.inventory.get(World.VM);
        assertThat(vm.status()).isEqualTo(JitStatus.BYPASSED);
        assertThat(vm.detail()).contains("subnet-nsg", "anything", "100");
        assertThat(vm.posture().openManagementPorts()).isEmpty();
    }

    @Test
    void aVmThatMovesIsJudgedWhereItStandsNowAndNothingStaysOpenBehindIt() {
        world.approve(Duration.ofHours(1));
        assertThat(openings(World.NSG)).hasSize(1);

        stands(nic("10.0.1.9", null, SUBNET));

        assertThat(world.record.behind(World.NSG)).isEmpty();
        assertThat(world.record.behind(SUBNET)).hasSize(1);
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(status()).isEqualTo(JitStatus.PROTECTED);
    }

    @Test
    void theBaselineOfAVmThatMovedIsTakenOutOfItsOldNsg() {
        stands(nic("10.0.1.9", null, SUBNET));

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
        assertThat(world.rules.on(World.NSG)).isEmpty();
        assertThat(denies(SUBNET)).containsExactly(List.of("10.0.1.9"));
        assertThat(world.told(DriftFound.class)).isEmpty();

        stands(nic("10.0.0.4", World.NSG, SUBNET));
        assertThat(denies(World.NSG)).containsExactly(List.of("10.0.0.4"));
    }

    @Test
    void aBaselineStaysWhereItsVmMayStillStand() {
        for (Snapshot doubtful : List.of(
                vm(World.VM, null, Set.of(Unread.SUBNETS), nic("10.0.1.9", SUBNET, null)),
                vm(World.VM, null, Set.of(), nic("fd00::9", SUBNET, null)),
                vm(World.VM, null, Set.of(), nic("10.0.1.9", World.nsg("hidden"), null)),
                vm(World.VM, FIREWALL, Set.of(), nic("10.0.1.9", null, null)))) {
            world.azure.machines.set(0, doubtful);
            world.assess.scan();
            world.run();
            assertThat(denies(World.NSG)).as(doubtful.toString()).containsExactly(List.of("10.0.0.4"));
        }
        world.azure.machines.clear();
        world.assess.scan();
        world.run();
        assertThat(world.record.inventory).isEmpty();
        assertThat(denies(World.NSG)).hasSize(1);
    }

    @Test
    void aVmThatLosesItsNsgOrFindsItselfBehindAFirewallIsJudgedAgain() {
        stands(nic("10.0.0.4", null, null));
        assertThat(world.record.inventory.get(World.VM).reason()).isEqualTo("NoNsgOrFirewall");
        assertThat(world.record.behind(World.NSG)).isEmpty();

        world.azure.machines.set(0, vm(World.VM, FIREWALL, Set.of(), nic("10.0.0.4", World.NSG, null)));
        world.assess.scan();
        assertThat(world.record.inventory.get(World.VM).posture().firewall()).isEqualTo(FIREWALL.id());
        assertThat(world.record.inventory.get(World.VM).posture().guard()).isEqualTo(Guard.NSG);

        stands(nic("10.0.0.4", World.NSG, null));
        assertThat(world.record.inventory.get(World.VM).posture().firewall()).isNull();
    }

    @Test
    void aGrantBehindAFirewallAloneIsRefusedByTheNextLookAtWhatIsDue() {
        world.azure.machines.set(0, vm(World.VM, FIREWALL, Set.of(), nic("10.0.0.4", null, null)));
        world.assess.scan();
        world.approve(Duration.ofHours(1));

        world.due(Duration.ofSeconds(10));

        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("firewall-only");
    }

    @Test
    void whileTheSubnetIsNotSeenNothingIsSaidToBeOpen() {
        world.azure.machines.set(0, vm(World.VM, null, Set.of(Unread.SUBNETS), nic("10.0.0.4", World.NSG, null)));
        world.assess.scan();
        assertThat(world.record.inventory.get(World.VM).reason()).isEqualTo("NsgNotReadable");
        world.approve(Duration.ofHours(1));
        assertThat(world.told(RulesApplied.class)).isEmpty();

        stands(nic("10.0.0.4", World.NSG, SUBNET));
        world.run();
        world.reconcile.run(SUBNET);
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void aSubnetThatIsNotSeenAnyMoreKeepsTheNsgThatItHad() {
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        world.azure.machines.set(0, vm(World.VM, null, Set.of(Unread.SUBNETS), nic("10.0.0.4", World.NSG, null)));
        world.assess.scan();
        assertThat(world.record.behind(SUBNET)).hasSize(1);
        assertThat(status()).isEqualTo(JitStatus.NOT_CONFIGURED);
    }

    @Test
    void aSecondLookAtAnUnchangedWorldSaysNothing() {
        stands(nic("10.0.0.4", World.NSG, SUBNET));
        world.assess.scan();
        world.record.events.clear();
        world.nudged.clear();
        world.assess.scan();
        assertThat(world.record.events).isEmpty();
        assertThat(world.nudged).isEmpty();
    }

    private void stands(NetworkInterface nic) {
        Snapshot now = vm(World.VM, null, Set.of(), nic);
        world.azure.machines.set(0, now);
        world.assess.scan();
        now.boundaries().forEach(world.reconcile::run);
        world.assess.scan();
    }

    private JitStatus status() {
        return world.record.inventory.get(World.VM).status();
    }

    private List<String> openings(BoundaryId nsg) {
        return world.azure.nsgs.get(nsg).stream()
                .filter(rule -> rule.access() == Access.ALLOW)
                .map(SecurityRule::name)
                .toList();
    }

    private List<List<String>> denies(BoundaryId nsg) {
        return world.azure.nsgs.get(nsg).stream()
                .filter(rule -> rule.access() == Access.DENY)
                .map(SecurityRule::destinations)
                .toList();
    }

    private static SecurityRule foreign(int priority) {
        List<String> any = List.of("*");
        return new SecurityRule("anything", priority, true, Access.ALLOW, "*", any, any, any, any, "", true);
    }

    private static Snapshot vm(VmId vm, RouteFirewall firewall, Set<Unread> unread, NetworkInterface nic) {
        return new Snapshot(vm, "westeurope", "Linux", List.of(nic), firewall, unread);
    }

    private static NetworkInterface nic(String address, BoundaryId own, BoundaryId subnet) {
        return new NetworkInterface("nic", List.of(address), own, List.of(), "/subnets/one", subnet, List.of());
    }
}
