package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.inventory.RouteFirewall;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.inventory.Unread;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.Mapping;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.plan.AccessPlan;
import io.postern.enforcer.domain.plan.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirewallTest {
    private static final BoundaryId FIREWALL = World.firewall("edge");
    private static final RouteFirewall EDGE =
            new RouteFirewall(FIREWALL.value(), false, List.of("10.0.6.0/24"), "192.0.2.20");
    private static final Mapping FIRST = new Mapping("192.0.2.20", 40_000, "10.0.0.4", 22);

    private final World world = new World();

    FirewallTest() {
        world.azure.nsgs.put(FIREWALL, new ArrayList<>());
        stands(EDGE, Set.of());
        world.record.events.clear();
        world.azure.calls.clear();
    }

    @Test
    void aGrantIsOpenOnceTheFirewallLeadsToItAndTheNsgLetsTheFirewallIn() {
        world.approve(Duration.ofHours(1));

        assertThat(only(FIREWALL).sources()).containsExactly("203.0.113.7/32");
        assertThat(only(FIREWALL).destinations()).containsExactly("10.0.0.4");
        assertThat(only(FIREWALL).mappings()).containsExactly(FIRST);
        assertThat(only(World.NSG).sources()).containsExactly("10.0.6.0/24");
        assertThat(only(World.NSG).mappings()).isEmpty();
        assertThat(world.told(RulesApplied.class)).singleElement().satisfies(applied -> {
            assertThat(applied.boundaries()).hasSize(2);
            assertThat(applied.mappedPorts()).singleElement().satisfies(mapped -> {
                assertThat(mapped.port()).isEqualTo(World.SSH);
                assertThat(mapped.address()).isEqualTo("192.0.2.20");
                assertThat(mapped.mapped().number()).isEqualTo(40_000);
            });
        });
        assertThat(world.record.inventory.get(World.VM).status()).isEqualTo(JitStatus.PROTECTED);
    }

    @Test
    void itIsNotOpenWhileTheFirewallDoesNotLeadToIt() {
        world.azure.answer =
                call -> call.startsWith("NSG") ? new Outcome.TryLater(Duration.ofSeconds(9), "busy") : null;
        world.approve(Duration.ofHours(1));
        assertThat(openings(World.NSG)).hasSize(1);
        assertThat(world.told(RulesApplied.class)).isEmpty();

        world.azure.answer = _ -> null;
        world.reconcile.run(FIREWALL);
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void theEndTakesAllAwayAndTheFirewallIsWrittenWhole() {
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofSeconds(3601));
        world.reconcile.run(FIREWALL);
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        world.run();

        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.azure.calls).contains("NSG -0 +1", "NSG -1 +0");
        assertThat(world.azure.calls.stream().filter(call -> call.startsWith("PUT")))
                .hasSize(1);
    }

    @Test
    void whatAFirewallDoesNotShowAfterAWriteThatFailedIsNotGoneBeforeOneSucceeds() {
        world.approve(Duration.ofHours(1));
        world.azure.whileFollowed = () -> world.azure.failed.add(FIREWALL);
        world.forward(Duration.ofSeconds(3601));
        world.reconcile.run(FIREWALL);
        world.reconcile.run(World.NSG);
        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(world.told(RulesRemoved.class)).isEmpty();

        world.azure.whileFollowed = () -> world.azure.failed.remove(FIREWALL);
        world.azure.calls.clear();
        world.reconcile.run(FIREWALL);
        assertThat(world.azure.calls).containsExactly("NSG -1 +0");
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void thePortsThatWereToldStayWhateverComesBefore() {
        foreign("a", 100, Access.ALLOW, "443");
        foreign("b", 101, Access.ALLOW, "443");
        world.approve(Duration.ofHours(1));
        SecurityRule ours = only(FIREWALL);
        assertThat(ours.priority()).isEqualTo(102);

        kept(ours, ours, () -> foreign("b", 101, Access.DENY, "22"));
        kept(ours, ours, () -> world.azure.claims.put(FIREWALL, List.of(claim("r", "40000-50000", "10.0.0.9", "22"))));
        kept(ours, led(ours, ours.name()), () -> foreign("b", 101, Access.DENY, "22"));

        world.azure.nsgs.put(FIREWALL, new ArrayList<>());
        foreign("b", 102, Access.ALLOW, "443");
        world.assess.scan();
        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).contains("ineffective");
    }

    private void kept(SecurityRule ours, SecurityRule found, Runnable change) {
        world.record.events.clear();
        world.azure.claims.clear();
        world.azure.nsgs.put(FIREWALL, new ArrayList<>(List.of(found)));
        world.assess.scan();
        world.record.events.clear();
        world.azure.nsgs.put(FIREWALL, new ArrayList<>(List.of(found)));
        change.run();
        world.assess.scan();
        assertThat(only(FIREWALL)).isEqualTo(ours);
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).contains("ineffective");
    }

    @Test
    void aVmThatIsLedToAFirewallWithoutAKnownSubnetIsShutThere() {
        stands(null, Set.of());
        world.approve(Duration.ofHours(1));
        stands(new RouteFirewall(FIREWALL.value(), false), Set.of());

        assertThat(openings(World.NSG)).isEmpty();
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).contains("ineffective");
    }

    @Test
    void severalGrantsHavePortsOfTheirOwnAndEndApart() {
        world.approve(Duration.ofHours(1));
        world.approve(Duration.ofHours(2), "198.51.100.9");
        assertThat(world.azure.nsgs.get(FIREWALL))
                .flatExtracting(SecurityRule::mappings)
                .extracting(Mapping::publicPort)
                .containsExactly(40_000, 40_016);

        world.forward(Duration.ofSeconds(3601));
        world.reconcile.run(FIREWALL);
        assertThat(only(FIREWALL).sources()).containsExactly("198.51.100.9/32");
    }

    @Test
    void whoComesFromInsideNeedsNoTranslation() {
        world.approve(Duration.ofHours(1), "10.9.0.4");

        assertThat(only(FIREWALL).mappings()).isEmpty();
        assertThat(only(World.NSG).sources()).containsExactly("10.9.0.4/32");
        assertThat(world.told(RulesApplied.class).getFirst().mappedPorts()).isEmpty();
    }

    @Test
    void whatHasNoWayThroughIsRefusedEverywhereAndPlannedSo() {
        refused("firewall-ipv4-only", "2001:db8::7");
        world.azure.claims.put(
                FIREWALL, List.of(claim("22-for-all", "2222", "10.0.0.4", "22"), new Claim("other", 300)));
        refused("foreign-dnat", "203.0.113.7");
        world.azure.claims.put(FIREWALL, List.of(claim("web", "443", "10.0.0.4", "443")));
        foreign("deny-all", 100, Access.DENY, "*");
        refused("no-slot", "203.0.113.7");
        world.azure.nsgs.get(FIREWALL).clear();
        stands(new RouteFirewall(FIREWALL.value(), false), Set.of());
        refused("firewall-unreadable", "203.0.113.7");
        assertThat(openings(World.NSG)).isEmpty();
    }

    @Test
    void aForeignDenyIsPassedAndANumberOrPortThatIsTakenToo() {
        world.azure.claims.put(
                FIREWALL,
                List.of(
                        new Claim("nat", 100),
                        claim("forwarded", "40020-40040", "10.0.0.9", "22"),
                        new Claim("x", 104)));
        foreign("app", 103, Access.ALLOW, "443");
        foreign("no-ssh", 106, Access.DENY, "22");

        world.approve(Duration.ofHours(1));

        assertThat(openings(FIREWALL).getFirst().priority()).isEqualTo(105);
        assertThat(openings(FIREWALL).getFirst().mappings())
                .containsExactly(new Mapping("192.0.2.20", 40_080, "10.0.0.4", 22));
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void aForeignDenyThatMayConcernTheOpeningIsTakenForOne() {
        world.azure
                .nsgs
                .get(FIREWALL)
                .add(new SecurityRule(
                        "groups/deny",
                        100,
                        true,
                        Access.DENY,
                        "Tcp",
                        List.of(),
                        List.of("*"),
                        List.of("*"),
                        List.of("22"),
                        "",
                        false));
        world.approve(Duration.ofHours(1));
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("no-slot");
    }

    @Test
    void whatSomebodyElseForwardsLaterToAnOpenPortIsReported() {
        world.approve(Duration.ofHours(1));
        world.azure.claims.put(FIREWALL, List.of(claim("22-for-all", "2222", "10.0.0.4", "22")));
        world.assess.scan();

        assertThat(openings(FIREWALL)).hasSize(1);
        assertThat(world.told(DriftFound.class)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo("bypass");
            assertThat(found.boundary()).isEqualTo(FIREWALL);
            assertThat(found.detail()).contains("22-for-all", "firewall edge");
        });
    }

    @Test
    void theScanFindsWhatWasWipedAlteredOrAddedAtAFirewall() {
        world.approve(Duration.ofHours(1));
        SecurityRule ours = only(FIREWALL);
        drift("wiped", List.of());
        drift("altered", List.of(led(ours, ours.name(), new Mapping("192.0.2.20", 40_001, "10.0.0.4", 22))));
        drift("altered", List.of(led(ours, ours.name())));
        drift("orphan-allow", List.of(ours, led(ours, "postern-demo-01k3zq3v5x6y7z8a9b0c1d2e3f-zzzzzz", FIRST)));
        assertThat(only(FIREWALL)).isEqualTo(ours);
    }

    private void drift(String kind, List<SecurityRule> found) {
        world.record.events.clear();
        world.azure.nsgs.put(FIREWALL, new ArrayList<>(found));
        world.assess.scan();
        assertThat(openings(FIREWALL)).hasSize(1);
        assertThat(world.told(DriftFound.class))
                .singleElement()
                .satisfies(drift -> assertThat(drift.kind()).isEqualTo(kind));
    }

    @Test
    void aVmThatIsLedPastTheFirewallKeepsItsGrantAtItsNsg() {
        world.approve(Duration.ofHours(1));
        stands(null, Set.of());

        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(only(World.NSG).sources()).containsExactly("203.0.113.7/32");
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void aVmThatIsLedToAnotherFirewallHasItsGrantThere() {
        world.approve(Duration.ofHours(1));
        BoundaryId other = World.firewall("other");
        world.azure.nsgs.put(other, new ArrayList<>());
        stands(new RouteFirewall(other.value(), false, List.of("10.0.9.0/26"), "192.0.2.99"), Set.of());

        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(only(other).mappings()).containsExactly(new Mapping("192.0.2.99", 40_000, "10.0.0.4", 22));
        assertThat(only(World.NSG).sources()).containsExactly("10.0.9.0/26");
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void aFirewallOfWhichLessIsSeenThanBeforeStaysAsItWas() {
        world.approve(Duration.ofHours(1));
        List<SecurityRule> before = List.copyOf(world.azure.nsgs.get(FIREWALL));
        stands(new RouteFirewall(FIREWALL.value(), false), Set.of(Unread.FIREWALL));
        assertThat(world.azure.nsgs.get(FIREWALL)).isEqualTo(before);
        stands(null, Set.of(Unread.ROUTES));
        assertThat(world.azure.nsgs.get(FIREWALL)).isEqualTo(before);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void panicAtAFirewallClosesWhatItLeadsTo() {
        world.approve(Duration.ofHours(1));
        PanicClose panic = new PanicClose(
                world.record, world.record, world.rules, world.record, world.ends, world.record, world.record, world);
        panic.now(new PanicClose.Order(Optional.of(FIREWALL), null, "x", "y"), world.clock.instant());

        assertThat(openings(FIREWALL)).isEmpty();
        assertThat(openings(World.NSG)).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void aFirewallIsABoundaryWithTheVmsBehindItAndOurRules() {
        world.approve(Duration.ofHours(1));
        ListState state = new ListState(
                world.record,
                world.rules,
                world.record,
                world.record,
                new PolicyFindings(world.questions, world.policyService, world.record, world.clock.instant()),
                world.interlocks,
                world.record);
        assertThat(state.boundary(FIREWALL)).hasValueSatisfying(boundary -> {
            assertThat(boundary.machines()).extracting(vm -> vm.vm()).containsExactly(World.VM);
            assertThat(boundary.rules()).hasSize(1);
        });
    }

    @Test
    void whatAzureWillNotTakeIsSaidInWordsThatFitAFirewall() {
        world.azure.answer = call ->
                call.startsWith("NSG") ? new Outcome.Refused(Outcome.Reason.FORBIDDEN, "AuthorizationFailed") : null;
        world.approve(Duration.ofHours(1));

        assertThat(world.told(DriftFound.class)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo("forbidden");
            assertThat(found.detail()).contains("firewall edge", "azureFirewalls/write", "subnets/join/action");
        });
        assertThat(PlainWords.locked(FIREWALL, "postern-demo-x", "ScopeLocked"))
                .contains("az network firewall nat-rule collection delete", "--firewall-name edge")
                .doesNotContain("nsg");
    }

    private void refused(String reason, String source) {
        world.record.events.clear();
        RequestId request = world.approve(Duration.ofHours(1), source);
        world.reconcile.run(FIREWALL);
        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.requestId()).isEqualTo(request);
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).contains(reason.equals("no-slot") ? "deny-all" : "edge");
        });
        AccessPlan plan = plans().of(wish(source), world.clock.instant());
        assertThat(plan.targets())
                .singleElement()
                .isInstanceOfSatisfying(
                        AccessPlan.Impossible.class,
                        impossible -> assertThat(impossible.because().reason()).isEqualTo(reason));
    }

    @Test
    void whatWouldBeWrittenIsPlannedAtTheFirewallToo() {
        AccessPlan plan = plans().of(wish("203.0.113.7"), world.clock.instant());

        assertThat(plan.targets())
                .singleElement()
                .isInstanceOfSatisfying(
                        AccessPlan.Possible.class,
                        possible -> assertThat(possible.boundaries())
                                .extracting(AccessPlan.AtBoundary::boundary)
                                .containsExactlyInAnyOrder(FIREWALL, World.NSG));
    }

    private PlanAccess plans() {
        return new PlanAccess(
                World.OURS,
                world.record,
                world.record,
                world.load,
                new Glances(world.azure, Runnable::run),
                world.interlocks,
                world.record,
                world.assess::completed);
    }

    private static Wish wish(String source) {
        return new Wish(
                List.of(new Target(World.VM, List.of(World.SSH))),
                List.of(Cidr.parse(source)),
                Duration.ofHours(1),
                null);
    }

    private void stands(RouteFirewall behind, Set<Unread> unread) {
        world.azure.machines.set(
                0,
                new Snapshot(
                        World.VM,
                        "westeurope",
                        "Linux",
                        List.of(new NetworkInterface(
                                "nic", List.of("10.0.0.4"), World.NSG, List.of(), null, null, List.of())),
                        behind,
                        unread,
                        Map.of()));
        world.assess.scan();
        world.run();
    }

    private SecurityRule only(BoundaryId boundary) {
        assertThat(openings(boundary)).hasSize(1);
        return openings(boundary).getFirst();
    }

    private List<SecurityRule> openings(BoundaryId boundary) {
        return world.azure.nsgs.get(boundary).stream()
                .filter(rule ->
                        rule.name().startsWith("postern-demo-") && !rule.name().contains("-deny-"))
                .toList();
    }

    private void foreign(String name, int priority, Access access, String port) {
        List<String> any = List.of("*");
        world.azure
                .nsgs
                .get(FIREWALL)
                .add(new SecurityRule(name, priority, true, access, "*", any, any, any, List.of(port), "", true));
    }

    private static Claim claim(String name, String publicPorts, String address, String port) {
        return new Claim(name, 200, List.of("Tcp"), List.of("192.0.2.20"), List.of(publicPorts), address, port);
    }

    private static SecurityRule led(SecurityRule rule, String name, Mapping... mappings) {
        return new SecurityRule(
                name,
                name.equals(rule.name()) ? rule.priority() : 900,
                true,
                rule.access(),
                rule.protocol(),
                rule.sources(),
                rule.sourcePorts(),
                rule.destinations(),
                rule.ports(),
                rule.description(),
                true,
                List.of(),
                List.of(),
                List.of(mappings));
    }
}
