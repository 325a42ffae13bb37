package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.KnownMachines;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeveralAddressesTest {
    private final World world = new World();

    /** Looks after every write: whatever is protected at the time is shut. */
    private void watched(String... addresses) {
        world.azure.watcher = () -> Stream.of(addresses)
                .forEach(address -> assertThat(shut(address)).as(address).isTrue());
    }

    @Test
    void eachAddressHasADenyOfItsOwnAndTheFirstBearsTheNameOfTheVm() {
        stands("10.0.0.5", "10.0.0.4", "10.0.0.6");

        assertThat(denies().values())
                .containsExactlyInAnyOrder(List.of("10.0.0.4"), List.of("10.0.0.5"), List.of("10.0.0.6"));
        assertThat(denies()).containsEntry(name(), List.of("10.0.0.4"));
        assertThat(world.record.inventory.get(World.VM).status()).isEqualTo(JitStatus.PROTECTED);
        assertThat(world.told(DriftFound.class)).isEmpty();
        world.azure.calls.clear();
        assertThat(world.run()).isEqualTo(new ReconcileBoundary.Progress.Done(false));
        assertThat(world.azure.calls).isEmpty();
    }

    @Test
    void oneDenyForAllAddressesAsItWasOnceIsNarrowedOnlyWhenTheOthersStand() {
        stands("10.0.0.4", "10.0.0.5");
        asOfOld("10.0.0.4", "10.0.0.5");
        watched("10.0.0.4", "10.0.0.5");
        world.foreign("corporate", 3000, Access.ALLOW);

        world.run();

        assertThat(denies().values()).containsExactlyInAnyOrder(List.of("10.0.0.4"), List.of("10.0.0.5"));
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void whereNoPlaceIsLeftForASecondDenyTheFirstSpeaksOfAllAddresses() {
        world.azure.nsgs.get(World.NSG).clear();
        world.rules.rows.clear();
        world.foreign("corporate", 101, Access.ALLOW);

        stands("10.0.0.4", "10.0.0.5");

        assertThat(denies()).containsExactly(Map.entry(name(), List.of("10.0.0.4", "10.0.0.5")));
        assertThat(world.record.inventory.get(World.VM).status()).isEqualTo(JitStatus.PROTECTED);
        assertThat(world.record.findings.get(World.NSG)).isEmpty();
    }

    @Test
    void aVmThatIsGivenOtherAddressesIsShutThereBeforeItsOldDeniesGo() {
        stands("10.0.0.4", "10.0.0.5");
        world.azure.watcher = () -> assertThat(shut("10.0.0.5")).isTrue();

        stands("10.0.0.5", "10.0.0.9");

        assertThat(denies().values()).containsExactlyInAnyOrder(List.of("10.0.0.5"), List.of("10.0.0.9"));
        assertThat(denies()).containsEntry(name(), List.of("10.0.0.5"));
        assertThat(world.rules.on(World.NSG)).hasSize(2);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void aVmThatIsGivenAnotherAddressWhileAGrantIsOpenKeepsItThere() {
        world.approve(Duration.ofHours(1));
        String opening = world.openings().getFirst();

        stands("10.0.0.7");

        assertThat(world.openings()).containsExactly(opening);
        assertThat(world.azure.observed(World.NSG).rule(opening).orElseThrow().destinations())
                .containsExactly("10.0.0.7");
        assertThat(denies().values()).containsExactly(List.of("10.0.0.7"));
        assertThat(world.told(DriftFound.class)).isEmpty();
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void aForeignAllowForOneAddressDoesNotLeaveTheOtherOpen() {
        world.azure.nsgs.get(World.NSG).add(allow("only-five", 100, "10.0.0.5", "22"));
        stands("10.0.0.4", "10.0.0.5");

        assertThat(denies()).containsExactly(Map.entry(name(), List.of("10.0.0.4", "10.0.0.5")));
        assertThat(world.record.findings.get(World.NSG))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind().word()).isEqualTo("bypass"));
        assertThat(world.record.inventory.get(World.VM).status()).isEqualTo(JitStatus.BYPASSED);
    }

    @Test
    void aSmallForeignAllowDoesNotOpenItsAddressToTheWideOneBehind() {
        List<SecurityRule> rules = world.azure.nsgs.get(World.NSG);
        rules.clear();
        world.rules.rows.clear();
        IntStream.range(100, 199).forEach(place -> rules.add(allow("web-" + place, place, "*", "443")));
        world.foreign("corporate", 200, Access.ALLOW);
        stands("10.0.0.4", "10.0.0.5");
        assertThat(denies()).containsExactly(Map.entry(name(), List.of("10.0.0.4", "10.0.0.5")));
        world.azure.drop(World.NSG, "web-150");
        rules.add(allow("only-five", 150, "10.0.0.5", "22"));
        watched("10.0.0.4", "10.0.0.5");

        world.run();
        world.run();

        assertThat(denies()).containsExactly(Map.entry(name(), List.of("10.0.0.4", "10.0.0.5")));
        assertThat(world.azure.observed(World.NSG).rule(name()).orElseThrow().priority())
                .isEqualTo(199);
        assertThat(world.record.findings.get(World.NSG))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind().word()).isEqualTo("bypass"));
    }

    private static SecurityRule allow(String name, int priority, String destination, String port) {
        return new SecurityRule(
                name,
                priority,
                true,
                Access.ALLOW,
                "Tcp",
                List.of("*"),
                List.of("*"),
                List.of(destination),
                List.of(port),
                "",
                true);
    }

    private void stands(String... addresses) {
        world.azure.machines.set(
                0,
                new Snapshot(
                        World.VM,
                        "westeurope",
                        "Linux",
                        List.of(new NetworkInterface(
                                "nic", List.of(addresses), World.NSG, List.of(), null, null, List.of()))));
        world.assess.scan();
        world.run();
        world.assess.scan();
    }

    /** What an installation left that knew one deny a VM. */
    private void asOfOld(String... addresses) {
        SecurityRule first = world.azure.observed(World.NSG).rule(name()).orElseThrow();
        new TreeSet<>(denies().keySet()).forEach(deny -> world.azure.drop(World.NSG, deny));
        world.azure
                .nsgs
                .get(World.NSG)
                .add(new SecurityRule(
                        first.name(),
                        first.priority(),
                        true,
                        Access.DENY,
                        "Tcp",
                        List.of("*"),
                        List.of("*"),
                        List.of(addresses),
                        List.of("22"),
                        first.description(),
                        true));
        world.rules.rows.removeIf(row -> !row.rule().name().text().equals(name()));
        assertThat(world.rules.on(World.NSG)).singleElement().matches(OwnRule::seen);
    }

    private Map<String, List<String>> denies() {
        Map<String, List<String>> denies = new TreeMap<>();
        world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> rule.access() == Access.DENY)
                .forEach(rule -> denies.put(rule.name(), rule.destinations()));
        return denies;
    }

    private boolean shut(String address) {
        Machine machine = new Machine(World.VM, List.of(Cidr.parse(address)), List.of(World.SSH));
        NsgFilter nsg = new NsgFilter(world.azure.observed(World.NSG));
        return nsg.denies(machine.denies("demo").getFirst().shape(), new KnownMachines(List.of(machine)), _ -> true);
    }

    private static String name() {
        return RuleName.Baseline.of("demo", World.VM).text();
    }
}
