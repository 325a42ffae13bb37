package io.postern.enforcer.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void anAllowUnderTheNameOfABaselineIsForeign() {
        String posing = RuleName.Baseline.of("demo", World.vm("other")).text();
        VmAssessed assessed = assess(WEB, List.of(World.SSH), rule(posing, 100, Access.ALLOW, "22"), baseline(4096));
        assertThat(assessed.status()).isEqualTo(JitStatus.BYPASSED);
        assertThat(assessed.posture().openManagementPorts()).containsExactly(22);
    }

    @ParameterizedTest
    @CsvSource({
        "NoNetworkInterface, UNSUPPORTED",
        "NoPrivateAddress, UNSUPPORTED",
        "Ipv6PrivateAddress, UNSUPPORTED",
        "FirewallPolicy, UNSUPPORTED",
        "NoNsgOrFirewall, UNSUPPORTED",
        "NsgNotReadable, NOT_CONFIGURED",
        "BaselinePending, NOT_CONFIGURED",
        "ForeignAllow, BYPASSED"
    })
    void eachReasonHasItsVmAndASentenceThatSaysWhatToDo(String reason, JitStatus status) {
        VmAssessed assessed = switch (reason) {
            case "NoNetworkInterface" -> assess(vm(null), List.of(World.SSH));
            case "NoPrivateAddress" -> assess(vm(null, nic(World.NSG, null)), List.of(World.SSH));
            case "Ipv6PrivateAddress" -> assess(vm(null, nic(World.NSG, "fd00::4")), List.of(World.SSH));
            case "FirewallPolicy" ->
                assess(
                        vm(new RouteFirewall(World.firewall("edge").value(), true), nic(World.NSG, "10.0.0.4")),
                        List.of(World.SSH));
            case "NoNsgOrFirewall" ->
                assess(vm(null, nic(World.NSG, "10.0.0.4"), nic(null, "10.0.1.4")), List.of(World.SSH));
            case "NsgNotReadable" -> assess(vm(null, nic(World.nsg("hidden"), "10.0.0.4")), List.of());
            case "BaselinePending" -> assess(WEB, List.of(World.SSH));
            default -> assess(WEB, List.of(World.SSH), rule("allow-all", 100, Access.ALLOW, "*"));
        };
        assertThat(assessed.status()).isEqualTo(status);
        assertThat(assessed.reason()).isEqualTo(reason);
        assertThat(assessed.detail()).endsWith(".").hasSizeGreaterThan(40);
        assertThat(Snapshot.of(assessed).unsupported().map(Obstacle::reason))
                .isEqualTo(status == JitStatus.UNSUPPORTED ? Optional.of(reason) : Optional.empty());
    }

    @Test
    void aVmBehindAFirewallAloneIsNeverSaidToBeProtected() {
        Snapshot vm = vm(new RouteFirewall(World.firewall("edge").value(), false), nic(null, "10.0.0.4"));
        assertThat(assess(vm, List.of()).reason()).isNull();
        assertThat(assess(vm, List.of()).posture().guard()).isEqualTo(Guard.FIREWALL);
        assertThat(assess(vm, List.of(World.SSH)).status()).isEqualTo(JitStatus.NOT_CONFIGURED);
        assertThat(Snapshot.of(assess(vm, List.of())).objection())
                .hasValueSatisfying(objection -> assertThat(objection.reason()).isEqualTo("firewall-only"));
    }

    @Test
    void whoseGuardIsNotKnownHasNoPosture() {
        Snapshot vm = new Snapshot(
                World.VM, "westeurope", "Linux", List.of(nic(null, "10.0.0.4")), null, Set.of(Unread.SUBNETS));
        VmAssessed assessed = assess(vm, List.of());
        assertThat(assessed.reason()).isEqualTo("NsgNotReadable");
        assertThat(assessed.posture()).isNull();
        assertThat(Snapshot.of(assessed).isEnclosed()).isFalse();
    }

    @Test
    void aBypassDoesNotHideThatTheSubnetsAreNotSeen() {
        Snapshot vm = new Snapshot(
                World.VM, "westeurope", "Linux", List.of(nic(World.NSG, "10.0.0.4")), null, Set.of(Unread.SUBNETS));
        VmAssessed assessed = assess(vm, List.of(World.SSH), rule("allow-all", 100, Access.ALLOW, "*"));
        assertThat(Snapshot.of(assessed).isEnclosed()).isFalse();
        assertThat(assessed.reason()).isEqualTo("NsgNotReadable");
    }

    private static Snapshot vm(RouteFirewall firewall, NetworkInterface... interfaces) {
        return new Snapshot(World.VM, "westeurope", "Linux", List.of(interfaces), firewall, Set.of());
    }

    private static NetworkInterface nic(BoundaryId nsg, String address) {
        return new NetworkInterface(
                "nic", address == null ? List.of() : List.of(address), nsg, List.of(), null, null, List.of());
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
