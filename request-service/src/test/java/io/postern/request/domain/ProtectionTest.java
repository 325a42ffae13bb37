package io.postern.request.domain;

import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.request.domain.Protection.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtectionTest {
    private static final Protection PROTECTION = new Protection(Duration.ofHours(3));

    @Test
    void aVmComesUnderThePolicyOfItsGroupAndRegionWithTheDefaultPorts() {
        assertThat(PROTECTION.protect(Optional.of(known(WEB)), REQUESTER))
                .isInstanceOfSatisfying(Outcome.Changed.class, changed -> {
                    assertThat(changed.event().policyId())
                            .isEqualTo(
                                    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                                            + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default");
                    assertThat(changed.event().vm()).isEqualTo(WEB);
                    assertThat(changed.event().ports())
                            .extracting(each -> each.access().port().number())
                            .containsExactly(22, 3389, 5985, 5986);
                    assertThat(changed.event().ports())
                            .allMatch(each -> each.maxDuration().equals(Duration.ofHours(3)));
                });
    }

    @Test
    void aVmThatIsProtectedStaysAsItIs() {
        assertThat(PROTECTION.protect(Optional.of(known(WEB, limit(22, Duration.ofHours(1)))), REQUESTER))
                .isInstanceOf(Outcome.AlreadyProtected.class);
    }

    @Test
    void anUnknownVmAndAnUnsupportedOneAreRefused() {
        KnownVm unsupported = new KnownVm(WEB, "westeurope", "Linux", JitStatus.UNSUPPORTED, "no NSG", null, List.of());
        assertThat(PROTECTION.protect(Optional.empty(), REQUESTER)).isInstanceOf(Outcome.Refused.class);
        assertThat(PROTECTION.protect(Optional.of(unsupported), REQUESTER))
                .isEqualTo(new Outcome.Refused("This VM cannot be protected: no NSG."));
    }

    @Test
    void aDefaultOfMoreThanADayIsNoSetting() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Protection(Duration.ofHours(25)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Protection(Duration.ZERO));
    }
}
