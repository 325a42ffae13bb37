package io.postern.enforcer.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Snapshot WEB = World.machine(World.VM, World.NSG, "10.0.0.4");

    @Test
    void aVmWithoutAPolicyIsNotConfigured() {
        assertThat(assess(WEB, List.of()).status()).isEqualTo(JitStatus.NOT_CONFIGURED);
    }

    @Test
    void aVmIsProtectedOnceItsBaselineStandsAndNothingForeignOpensThePortBefore() {
        assertThat(assess(WEB, List.of(World.SSH), rule("customer", 200, Access.ALLOW, "443"), baseline(4096))
                        .status())
                .isEqualTo(JitStatus.PROTECTED);
    }

    @Test
    void withoutABaselineAProtectedVmIsPending() {
        VmAssessed assessed = assess(WEB, List.of(World.SSH));
        assertThat(assessed.status()).isEqualTo(JitStatus.NOT_CONFIGURED);
        assertThat(assessed.reason()).isEqualTo("BaselinePending");
    }

    @Test
    void aForeignAllowBeforeTheBaselineBypassesIt() {
        assertThat(assess(WEB, List.of(World.SSH), rule("allow-all", 100, Access.ALLOW, "*"), baseline(4096))
                        .status())
                .isEqualTo(JitStatus.BYPASSED);
    }

    @Test
    void ourOwnOpeningsBypassNothing() {
        String opening = "postern-demo-01j9zzzzzzzzzzzzzzzzzzzzzz-tl0000";
        assertThat(RuleName.parse("demo", opening)).isPresent();
        assertThat(assess(WEB, List.of(World.SSH), rule(opening, 100, Access.ALLOW, "22"), baseline(4096))
                        .status())
                .isEqualTo(JitStatus.PROTECTED);
    }

    @Test
    void aVmWithoutAnNsgOnEachInterfaceIsUnsupported() {
        Snapshot bare = new Snapshot(
                World.VM,
                "westeurope",
                "Linux",
                List.of(new NetworkInterface("nic", List.of("10.0.0.4"), null, List.of(), null, null, List.of())));
        assertThat(assess(bare, List.of(World.SSH)).reason()).isEqualTo("NoNsgOrFirewall");
        assertThat(bare.boundaries()).isEmpty();
    }

    private static VmAssessed assess(Snapshot vm, List<PortAccess> ports, SecurityRule... rules) {
        Assessment assessment = new Assessment("demo");
        ObservedNsg nsg = new ObservedNsg(World.NSG, List.of(rules), Instant.EPOCH);
        return assessment.of(vm, ports, assessment.among(List.of(nsg), List.of()));
    }

    private static SecurityRule baseline(int priority) {
        return new SecurityRule(
                RuleName.Baseline.of("demo", World.VM).text(),
                priority,
                true,
                Access.DENY,
                "Tcp",
                List.of("*"),
                List.of("*"),
                List.of("10.0.0.4"),
                List.of("22"),
                "",
                true);
    }

    private static SecurityRule rule(String name, int priority, Access access, String port) {
        return new SecurityRule(
                name, priority, true, access, "Tcp", List.of("*"), List.of("*"), List.of("*"), List.of(port), "", true);
    }
}
