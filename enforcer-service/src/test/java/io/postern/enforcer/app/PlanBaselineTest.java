package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.plan.BaselinePlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlanBaselineTest {
    private static final PortAccess RDP = new PortAccess(new Port(3389), Protocol.TCP);
    private static final VmId FREE = World.vm("free");

    private final World world = new World();
    private final PlanBaseline plans = over(new Glances(world.azure, Runnable::run));

    @Test
    void theDenyOfAVmWithoutPolicyIsWhatIsThenWritten() {
        world.azure.machines.add(World.machine(FREE, World.NSG, "10.0.0.9"));
        world.foreign("theirs", 1_002, Access.ALLOW);
        world.assess.scan();

        BaselinePlan.Deny planned = only(FREE, World.SSH, RDP);
        assertThat(planned.stands()).isFalse();
        assertThat(planned.priority()).isLessThan(1_002);
        assertThat(world.azure.nsgs.get(World.NSG))
                .extracting(SecurityRule::name)
                .doesNotContain(planned.name());

        world.record.protect(FREE, "policy", List.of(World.SSH, RDP), world.clock.instant());
        world.run();
        SecurityRule written = world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> rule.isCalled(planned.name()))
                .findFirst()
                .orElseThrow();
        assertThat(written.says(planned.shape())).isTrue();
        assertThat(written.priority()).isEqualTo(planned.priority());
    }

    @Test
    void whatAPolicyKeepsShutAlreadyStandsUntilItsPortsChange() {
        assertThat(only(World.VM, World.SSH).stands()).isTrue();
        BaselinePlan.Deny wider = only(World.VM, World.SSH, RDP);
        assertThat(wider.stands()).isFalse();
        assertThat(wider.shape().ports()).containsExactly("22", "3389");
        assertThat(wider.name()).isEqualTo(only(World.VM, World.SSH).name());
    }

    @Test
    void aForeignAllowBeforeAnyPlaceIsABypass() {
        assertThat(at(World.VM, World.SSH).bypasses()).isEmpty();
        world.foreign("first", 100, Access.ALLOW);
        world.forward(Glances.FRESH);
        assertThat(at(World.VM, World.SSH).bypasses())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("priority 100"));
        assertThat(at(World.VM, RDP).bypasses()).isEmpty();
    }

    @Test
    void vmsThatCannotBeProtectedOrAreUnknownSayWhy() {
        world.azure.machines.add(World.machine(World.vm("six"), World.NSG, "fd00::9"));
        world.assess.scan();
        assertThat(plans.of(World.vm("six"), List.of(RDP), world.clock.instant()))
                .isInstanceOf(BaselinePlan.Impossible.class);
        assertThat(plans.of(World.vm("nobody"), List.of(RDP), world.clock.instant()))
                .isEqualTo(new BaselinePlan.Impossible(WaitingGrants.UNKNOWN_VM));
    }

    @Test
    void anNsgThatAzureDoesNotShowInTimeIsUnknown() {
        PlanBaseline waiting = over(new Glances(world.azure, _ -> {}));
        assertThat(CompletableFuture.supplyAsync(() -> waiting.of(World.VM, List.of(RDP), world.clock.instant()))
                        .join())
                .isInstanceOf(BaselinePlan.Unknown.class);
    }

    private PlanBaseline over(Glances glances) {
        return new PlanBaseline(World.OURS, world.record, world.load, glances, world.record, world.assess::completed);
    }

    private BaselinePlan.Deny only(VmId vm, PortAccess... ports) {
        assertThat(at(vm, ports).denies()).hasSize(1);
        return at(vm, ports).denies().getFirst();
    }

    private BaselinePlan.AtBoundary at(VmId vm, PortAccess... ports) {
        return ((BaselinePlan.Possible) plans.of(vm, List.of(ports), world.clock.instant()))
                .boundaries()
                .getFirst();
    }
}
