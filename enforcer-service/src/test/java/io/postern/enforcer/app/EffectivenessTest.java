package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An opening is announced only when what was read back really lets it through. */
class EffectivenessTest {
    private final World world = new World();

    @Test
    void aDenyThatSomebodyPutInFrontBeforeTheReadBackIsARefusal() {
        world.azure.watcher = () -> {
            world.azure.watcher = () -> {};
            world.foreign("lockdown", 99, Access.DENY);
        };

        world.approve(Duration.ofHours(1));
        world.run();

        assertThat(world.told(RulesApplied.class)).isEmpty();
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo("no-slot");
            assertThat(refused.detail()).contains("lockdown", "99");
        });
    }

    @Test
    void aDenyInFrontOfAnOpenGrantIsAFindingAndTheGrantStays() {
        world.approve(Duration.ofHours(1));
        world.foreign("lockdown", 99, Access.DENY);

        world.run();

        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(DriftFound.class)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo("ineffective");
            assertThat(found.detail()).contains("lockdown");
        });
    }

    @Test
    void anOpeningThatWasTurnedIntoADenyIsRepairedInItsPlace() {
        world.approve(Duration.ofHours(1));
        SecurityRule ours = world.azure
                .observed(World.NSG)
                .rule(world.openings().getFirst())
                .orElseThrow();
        world.azure.drop(World.NSG, ours.name());
        world.azure.nsgs.get(World.NSG).add(with(ours, Access.DENY, ours.destinations(), List.of()));

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(ours.name())).contains(ours);
    }

    @Test
    void rulesAboutGroupsThatTheVmIsNotInTakeNoPlaceAndBypassNothing() {
        world.azure.nsgs.get(World.NSG).add(group("deny-db", 100, Access.DENY, "/asg/db"));
        world.azure.nsgs.get(World.NSG).add(group("allow-db", 101, Access.ALLOW, "/asg/db"));
        world.run();
        assertThat(world.told(DriftFound.class)).isEmpty();

        world.approve(Duration.ofHours(1));

        assertThat(world.told(RulesApplied.class))
                .singleElement()
                .satisfies(applied ->
                        assertThat(applied.boundaries().getFirst().priority()).isEqualTo(102));
    }

    @Test
    void aRuleThatOpensAGroupThatTheVmIsInBypasses() {
        stands(World.NSG, "/asg/DB");
        world.azure.nsgs.get(World.NSG).add(group("allow-db", 100, Access.ALLOW, "/asg/db"));

        world.run();

        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("bypass");
    }

    @Test
    void overlappingAndAdjacentGrantsOfSeveralPeopleEndEachForItself() {
        List<String> sources = List.of("203.0.113.0/25", "203.0.113.128/25", "203.0.113.0/24", "203.0.113.7");
        for (int i = 0; i < sources.size(); i++) {
            world.approve(Duration.ofMinutes(10L * (i + 1)), sources.get(i));
        }
        List<SecurityRule> all = openings();
        assertThat(all).hasSize(4);

        for (int left = 3; left >= 0; left--) {
            world.azure.calls.clear();
            world.forward(Duration.ofMinutes(10).plusSeconds(1));
            world.run();
            assertThat(openings()).containsExactlyElementsOf(all.subList(4 - left, 4));
            assertThat(world.azure.calls)
                    .containsExactly("DELETE " + all.get(3 - left).name());
        }
        assertThat(world.told(RulesRemoved.class)).hasSize(4);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void anNsgThatWasDeletedAndMadeAnewUnderOneIdGetsItsRulesBack() {
        world.approve(Duration.ofHours(1));
        List<SecurityRule> before = List.copyOf(world.azure.nsgs.get(World.NSG));
        world.azure.nsgs.remove(World.NSG);
        world.azure.nsgs.put(World.NSG, new ArrayList<>());

        world.run();

        assertThat(world.azure.nsgs.get(World.NSG)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).containsOnly("wiped");
        assertThat(world.told(RulesRemoved.class)).isEmpty();
    }

    @Test
    void anNsgThatWasSeenToBeGoneIsShutAgainOnceItIsBackAndNothingIsOpenedAnew() {
        world.approve(Duration.ofHours(1));
        world.azure.nsgs.remove(World.NSG);
        world.run();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        world.azure.nsgs.put(World.NSG, new ArrayList<>());

        world.run();

        assertThat(world.azure.nsgs.get(World.NSG))
                .singleElement()
                .satisfies(rule -> assertThat(rule.access()).isEqualTo(Access.DENY));
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void whileAGrantIsOpenAnotherNsgTakesThePlaceOfItsOwn() {
        BoundaryId other = World.nsg("other-nsg");
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        world.azure.nsgs.put(other, new ArrayList<>());
        stands(other);

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.nsgs.get(other)).extracting(SecurityRule::name).contains(name);
        world.azure.nsgs.remove(World.NSG);
        world.run();
        assertThat(world.told(RulesRemoved.class)).isEmpty();

        world.forward(Duration.ofMinutes(61));
        world.reconcile.run(other);
        assertThat(world.azure.nsgs.get(other)).noneMatch(rule -> rule.access() == Access.ALLOW);
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void aCrowdedNsgTakesNoOpeningsButKeepsThoseThatStand() {
        world.approve(Duration.ofHours(1));
        fill(948, "10.9.0.0/16");
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo("nsg-full");
            assertThat(refused.detail()).contains("950");
        });
    }

    @Test
    void anNsgWithManyAddressesTakesNoOpeningsEither() {
        fill(
                1,
                IntStream.range(0, 3_799)
                        .mapToObj(i -> "10.9." + i / 250 + "." + i % 250)
                        .toArray(String[]::new));
        world.approve(Duration.ofHours(1));
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.detail()).contains("3800"));
    }

    @Test
    void manyRulesAreSettledWithAsManyQueriesAsFew() {
        List<Integer> queries = new ArrayList<>();
        for (int many : List.of(3, 200)) {
            World crowd = new World();
            crowd.sweeperPass = Optional.empty();
            IntStream.range(0, many).forEach(_ -> crowd.approve(Duration.ofHours(1)));
            crowd.sweeperPass = Optional.of(crowd.clock.instant());
            crowd.run();
            assertThat(crowd.told(RulesApplied.class)).hasSize(many);
            queries.add(settled(crowd));
            crowd.forward(Duration.ofHours(2));
            crowd.azure.nsgs.get(World.NSG).removeIf(rule -> rule.access() == Access.ALLOW);
            queries.add(settled(crowd));
            assertThat(crowd.told(RulesRemoved.class)).hasSize(many);
        }
        assertThat(queries.subList(2, 4)).isEqualTo(queries.subList(0, 2));
    }

    private static int settled(World world) {
        AtomicInteger queries = new AtomicInteger();
        Grants grants = counting(Grants.class, world.record, queries);
        OwnRules rules = counting(OwnRules.class, world.rules, queries);
        Inventory inventory = counting(Inventory.class, world.record, queries);
        SettleBoundary settling = new SettleBoundary(
                World.OURS,
                world.record,
                new LoadBoundary(grants, rules, inventory, world.record),
                grants,
                rules,
                inventory,
                world.record,
                world.record,
                world.record,
                new GrantEnds("demo", grants, rules, world.record));
        settling.settle(
                world.azure.observed(World.NSG),
                world.writing.remove(world.azure.observed(World.NSG), List.of(), () -> false),
                world.clock.instant());
        return queries.get();
    }

    /** Each call of a port that reads or writes many at once is one statement, or one batch of them. */
    private static <T> T counting(Class<T> port, T behind, AtomicInteger calls) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    calls.incrementAndGet();
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private List<SecurityRule> openings() {
        return world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> rule.access() == Access.ALLOW)
                .toList();
    }

    private void fill(int rules, String... destinations) {
        IntStream.range(0, rules)
                .forEach(i -> world.azure
                        .nsgs
                        .get(World.NSG)
                        .add(new SecurityRule(
                                "customer-" + i,
                                1_000 + i,
                                true,
                                Access.ALLOW,
                                "Udp",
                                List.of("*"),
                                List.of("*"),
                                List.of(destinations),
                                List.of("9000"),
                                "",
                                true)));
    }

    private void stands(BoundaryId nsg, String... groups) {
        world.azure.machines.set(
                0,
                new Snapshot(
                        World.VM,
                        "westeurope",
                        "Linux",
                        List.of(new NetworkInterface(
                                "nic", List.of("10.0.0.4"), nsg, List.of(), null, null, List.of(groups)))));
        world.assess.scan();
    }

    private SecurityRule group(String name, int priority, Access access, String to) {
        SecurityRule rule = world.foreign(name, priority, access);
        world.azure.drop(World.NSG, name);
        return with(rule, access, List.of(), List.of(to));
    }

    private static SecurityRule with(SecurityRule rule, Access access, List<String> to, List<String> toGroups) {
        return new SecurityRule(
                rule.name(),
                rule.priority(),
                rule.inbound(),
                access,
                rule.protocol(),
                rule.sources(),
                rule.sourcePorts(),
                to,
                rule.ports(),
                rule.description(),
                toGroups.isEmpty(),
                List.of(),
                toGroups);
    }
}
