package io.postern.request.domain;

import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.request.domain.Protection.Extent;
import io.postern.request.domain.Protection.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {
    private static final Protection PROTECTION = new Protection(Duration.ofHours(3));

    @ParameterizedTest
    @CsvSource({
        "Linux, BY_SYSTEM, 22",
        "linux, BY_SYSTEM, 22",
        "Windows, BY_SYSTEM, 3389 5985 5986",
        "Unknown, BY_SYSTEM, 22 3389 5985 5986",
        "Linux, ALL, 22 3389 5985 5986",
        "Windows, ALL, 22 3389 5985 5986"
    })
    void aVmComesUnderThePolicyOfItsGroupAndRegionWithThePortsOfItsSystem(String os, Extent extent, String ports) {
        KnownVm vm = new KnownVm(WEB, "West Europe", os, JitStatus.NOT_CONFIGURED, null, null, List.of());
        assertThat(PROTECTION.protect(Optional.of(vm), extent))
                .isInstanceOfSatisfying(Outcome.Protected.class, made -> {
                    assertThat(made.policy().value())
                            .isEqualTo(
                                    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                                            + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default");
                    assertThat(made.vm().vm()).isEqualTo(WEB);
                    assertThat(made.vm().ports())
                            .extracting(
                                    each -> String.valueOf(each.access().port().number()))
                            .containsExactly(ports.split(" "));
                });
    }

    @Test
    void theDefaultsAreTheManagementPortsFromAnywhereForThreeHours() throws IOException {
        try (InputStream golden = ProtectionTest.class.getResourceAsStream("/policies/defaults.json")) {
            assertThat(PosternJson.mapper().<JsonNode>valueToTree(PROTECTION.defaults()))
                    .isEqualTo(PosternJson.mapper().readTree(golden));
        }
    }

    @Test
    void aVmThatIsProtectedStaysAsItIs() {
        assertThat(PROTECTION.protect(Optional.of(known(WEB, limit(22, Duration.ofHours(1)))), Extent.ALL))
                .isInstanceOf(Outcome.AlreadyProtected.class);
    }

    @Test
    void anUnknownVmAnUnsupportedOneAndOneWithTooLongANameAreRefused() {
        KnownVm unsupported = new KnownVm(WEB, "westeurope", "Linux", JitStatus.UNSUPPORTED, "no NSG", null, List.of());
        assertThat(PROTECTION.protect(Optional.empty(), Extent.ALL)).isInstanceOf(Outcome.Refused.class);
        assertThat(PROTECTION.protect(Optional.of(unsupported), Extent.ALL))
                .isEqualTo(new Outcome.Refused("This VM cannot be protected: no NSG."));
        assertThat(PROTECTION.protect(Optional.of(known(vm("v".repeat(49)))), Extent.ALL))
                .isInstanceOf(Outcome.Protected.class);
        assertThat(PROTECTION.protect(Optional.of(known(vm("v".repeat(50)))), Extent.ALL))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("56 characters"));
    }

    @Test
    void aDefaultOfMoreThanADayIsNoSetting() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Protection(Duration.ofHours(25)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Protection(Duration.ZERO));
    }
}
