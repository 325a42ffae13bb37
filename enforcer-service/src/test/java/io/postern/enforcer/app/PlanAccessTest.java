package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.plan.AccessPlan;
import io.postern.enforcer.domain.plan.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanAccessTest {
    private static final PortAccess DNS = new PortAccess(new Port(53), Protocol.UDP);

    private final World world = new World();
    private final PlanAccess plans = new PlanAccess(
            World.OURS,
            world.record,
            world.record,
            world.load,
            new Glances(world.azure, Runnable::run),
            world.interlocks,
            world.record,
            world.assess::completed);

    @Test
    void thePlanIsWhatIsThenWritten() {
        planned(Duration.ofHours(1), List.of(World.SSH), "203.0.113.7");
    }

    @Test
    void itIsSoBehindForeignDeniesAndAmongOtherOpenings() {
        world.approve(Duration.ofHours(2), "198.51.100.1");
        world.foreign("theirs", 101, Access.ALLOW);
        world.foreign("no-ssh", 104, Access.DENY);
        world.run();
        planned(Duration.ofHours(1), List.of(World.SSH), "203.0.113.7");
    }

    @Test
    void itIsSoForSeveralProtocolsAndSources() {
        planned(Duration.ofMinutes(5), List.of(World.SSH, DNS), "203.0.113.7", "198.51.100.0/24");
    }

    @Test
    void itIsSoWhenTheBaselineIsMissingToo() {
        world.azure.nsgs.get(World.NSG).clear();
        AccessPlan.Possible plan = planned(Duration.ofHours(1), List.of(World.SSH), "203.0.113.7");
        assertThat(plan.boundaries().getFirst().writes()).hasSize(2);
    }

    @Test
    void whatIsRefusedInPartIsPlannedInPart() {
        AccessPlan.Possible plan = planned(Duration.ofHours(1), List.of(World.SSH), "203.0.113.7", "2001:db8::/64");
        assertThat(plan.without())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo("no-address"));
    }

    @Test
    void aWishThatTheEnforcerWouldRefuseIsImpossibleForTheSameReason() {
        refused(wish(Duration.ofHours(1), List.of(World.SSH), "2001:db8::/64"), "no-address");
        refused(wish(Duration.ofHours(1), List.of(World.SSH), "203.0.0.0/16"), "source");
        refused(wish(Duration.ofHours(25), List.of(World.SSH), "203.0.113.7"), "window");
        assertThat(reason(wish(Duration.ofMinutes(-1), List.of(World.SSH), "203.0.113.7")))
                .isEqualTo("window");
        world.foreign("first", 100, Access.DENY);
        world.forward(Glances.FRESH);
        refused(wish(Duration.ofHours(1), List.of(World.SSH), "203.0.113.7"), "no-slot");
    }

    @Test
    void anEndIsPlannedAsADurationIs() {
        Wish past = new Wish(targets(World.VM), List.of(Cidr.parse("203.0.113.7")), null, world.clock.instant());
        assertThat(reason(past)).isEqualTo("too-late");
        Wish good = new Wish(
                targets(World.VM),
                List.of(Cidr.parse("203.0.113.7")),
                null,
                world.clock.instant().plusSeconds(600));
        assertThat(only(good)).isInstanceOf(AccessPlan.Possible.class);
    }

    @Test
    void theWidthsOfThePolicyCount() {
        AccessConditions any = new AccessConditions(false, true, 24, 56, false, null);
        world.record.protect(World.VM, "policy", List.of(World.SSH), any, world.clock.instant());
        planned(Duration.ofHours(1), List.of(World.SSH), "0.0.0.0/0");
    }

    @Test
    void unknownUnprotectedAndUnsupportedVmsAreToldApart() {
        assertThat(reason(wishFor(World.vm("nobody")))).isEqualTo("vm-unknown");
        world.azure.machines.add(World.machine(World.vm("free"), World.NSG, "10.0.0.9"));
        world.azure.machines.add(World.machine(World.vm("six"), World.NSG, "fd00::9"));
        world.assess.scan();
        assertThat(reason(wishFor(World.vm("free")))).isEqualTo("not-protected");
        assertThat(reason(wishFor(World.vm("six")))).isNotEqualTo("not-protected");
        assertThat(only(wishFor(World.vm("six")))).isInstanceOf(AccessPlan.Impossible.class);
    }

    @Test
    void anInterlockThatHoldsRightNowIsSaid() {
        assertThat(plans.of(wishFor(World.VM), world.clock.instant()).held()).isEmpty();
        world.sweeperPass = Optional.empty();
        AccessPlan plan = plans.of(wishFor(World.VM), world.clock.instant());

        assertThat(plan.held()).hasValueSatisfying(why -> assertThat(why).contains("sweeper"));
        assertThat(plan.targets().getFirst()).isInstanceOf(AccessPlan.Possible.class);
    }

    @Test
    void anNsgThatAzureDoesNotShowInTimeIsUnknown() {
        PlanAccess waiting = new PlanAccess(
                World.OURS,
                world.record,
                world.record,
                world.load,
                new Glances(world.azure, _ -> {}),
                world.interlocks,
                world.record,
                world.assess::completed);

        AccessPlan plan = CompletableFuture.supplyAsync(() -> waiting.of(wishFor(World.VM), world.clock.instant()))
                .join();

        assertThat(plan.targets().getFirst()).isInstanceOf(AccessPlan.Unknown.class);
    }

    @Test
    void planningWritesNothing() {
        world.approve(Duration.ofSeconds(5));
        world.clock.forward(Duration.ofMinutes(1));
        var grants = List.copyOf(world.record.grants.values());
        var rules = List.copyOf(world.rules.rows);
        var standing = List.copyOf(world.azure.nsgs.get(World.NSG));
        int events = world.record.events.size();

        plans.of(wishFor(World.VM), world.clock.instant());

        assertThat(world.record.grants.values()).containsExactlyElementsOf(grants);
        assertThat(world.rules.rows).isEqualTo(rules);
        assertThat(world.azure.nsgs.get(World.NSG)).isEqualTo(standing);
        assertThat(world.record.events).hasSize(events);
    }

    private AccessPlan.Possible planned(Duration duration, List<PortAccess> ports, String... sources) {
        List<SecurityRule> before = List.copyOf(world.azure.nsgs.get(World.NSG));
        AccessPlan.Possible plan = (AccessPlan.Possible) only(wish(duration, ports, sources));

        approve(duration, ports, sources);

        Stream<String> written = world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> !before.contains(rule))
                .map(rule -> rule.priority() + " " + rule.protocol() + rule.ports() + rule.sources()
                        + rule.destinations()
                        + RuleName.parse("demo", rule.name()).orElseThrow().getClass());
        assertThat(plan.boundaries()).singleElement().satisfies(boundary -> {
            assertThat(boundary.boundary()).isEqualTo(World.NSG);
            assertThat(boundary.writes().stream()
                            .map(write -> write.priority() + " "
                                    + write.shape().protocol().ruleWord()
                                    + write.shape().ports() + write.shape().sources()
                                    + write.shape().destinations()
                                    + write.name().getClass()))
                    .containsExactlyInAnyOrderElementsOf(written.toList())
                    .isNotEmpty();
        });
        return plan;
    }

    private void refused(Wish wish, String reason) {
        assertThat(reason(wish)).isEqualTo(reason);
        world.record.events.clear();
        approve(
                wish.duration(),
                wish.targets().getFirst().ports(),
                wish.sources().stream().map(Cidr::toString).toArray(String[]::new));
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private void approve(Duration duration, List<PortAccess> ports, String... sources) {
        world.record.call(() -> {
            world.accept.on(
                    world.approval(RequestId.next(), duration, List.of(new Target(World.VM, ports)), List.of(sources)),
                    world.clock.instant());
            return ports;
        });
    }

    private String reason(Wish wish) {
        return ((AccessPlan.Impossible) only(wish)).because().reason();
    }

    private AccessPlan.ForVm only(Wish wish) {
        return plans.of(wish, world.clock.instant()).targets().getFirst();
    }

    private static Wish wishFor(VmId vm) {
        return new Wish(targets(vm), List.of(Cidr.parse("203.0.113.7")), Duration.ofHours(1), null);
    }

    private static Wish wish(Duration duration, List<PortAccess> ports, String... sources) {
        return new Wish(
                List.of(new Target(World.VM, ports)),
                Stream.of(sources).map(Cidr::parse).toList(),
                duration,
                null);
    }

    private static List<Target> targets(VmId vm) {
        return List.of(new Target(vm, List.of(World.SSH)));
    }
}
