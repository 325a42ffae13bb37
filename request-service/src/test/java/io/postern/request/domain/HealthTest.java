package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth table of health. */
class HealthTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PROTECTED,      -,               healthy,   -",
                "NOT_CONFIGURED, -,               unhealthy, BaselinePending",
                "NOT_CONFIGURED, BaselinePending, unhealthy, BaselinePending",
                "BYPASSED,       ForeignAllow,    unhealthy, ForeignAllow",
                "PROTECTED,      NsgNotReadable,  unhealthy, NsgNotReadable",
                "NOT_CONFIGURED, NsgNotReadable,  unhealthy, NsgNotReadable",
                "UNSUPPORTED,    NoNsgOrFirewall, unhealthy, NoNsgOrFirewall",
                "UNSUPPORTED,    VmDeleted,       unhealthy, VmDeleted"
            })
    void aVmUnderAPolicyIsHealthyOnceItsBaselineHolds(JitStatus status, String reason, String health, String because) {
        assertThat(Health.covered(status, reason)).isEqualTo(new Health(level(health), because));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NSG,             0,    -,               healthy,        -",
                "NSG,             22,   -,               unhealthy,      ManagementPortsOpen",
                "FIREWALL,        0,    -,               healthy,        -",
                "FIREWALL,        3389, -,               unhealthy,      ManagementPortsOpen",
                "FIREWALL_POLICY, 0,    FirewallPolicy,  healthy,        -",
                "FIREWALL_POLICY, 5986, FirewallPolicy,  unhealthy,      ManagementPortsOpen",
                "NONE,            0,    NoNsgOrFirewall, not-applicable, NoNsgOrFirewall",
                "NONE,            22,   NoNsgOrFirewall, not-applicable, NoNsgOrFirewall",
                "NSG,             0,    NsgNotReadable,  unhealthy,      NsgNotReadable",
                "-,               0,    -,               not-applicable, NotAssessed"
            })
    void aVmWithoutAPolicyIsHealthyWhenItsManagementPortsAreShutAnyway(
            Guard guard, int open, String reason, String health, String because) {
        Posture posture = guard == null ? null : new Posture(guard, null, open == 0 ? List.of() : List.of(open));
        assertThat(Health.uncovered(reason, posture)).isEqualTo(new Health(level(health), because));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  UNSUPPORTED,    configured",
        "true,  PROTECTED,      configured",
        "false, UNSUPPORTED,    unsupported",
        "false, NOT_CONFIGURED, not-configured",
        "false, PROTECTED,      not-configured",
        "false, BYPASSED,       not-configured"
    })
    void aVmIsInOneOfThreeLists(boolean covered, JitStatus status, String list) {
        assertThat(VmList.of(covered, status).word()).isEqualTo(list);
        assertThat(VmList.named(list)).contains(VmList.of(covered, status));
    }

    @Test
    void aScaleSetIsHealthyWhenItTellsOfTheEndOfAnInstanceBeforehand() {
        assertThat(scaleSet(Duration.ofMinutes(5)).health().level()).isEqualTo(Health.Level.HEALTHY);
        assertThat(scaleSet(Duration.ofMinutes(5)).detail()).isNull();
        assertThat(scaleSet(Duration.ZERO).health().reason()).isEqualTo("TerminationNotificationOff");
        assertThat(scaleSet(null).health().reason()).isEqualTo("TerminationNotificationOff");
        assertThat(scaleSet(null).detail()).contains("termination notification");
        assertThat(scaleSet(null).name()).isEqualTo("app-ss");
    }

    private static ScaleSet scaleSet(Duration notice) {
        String id =
                "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachineScaleSets/app-ss";
        return ScaleSet.of(new ScaleSetAssessed(id, "westeurope", notice, false));
    }

    private static Health.Level level(String word) {
        return Optional.of(word).flatMap(Health.Level::named).orElseThrow();
    }
}
