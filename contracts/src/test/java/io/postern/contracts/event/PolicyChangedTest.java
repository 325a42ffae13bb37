package io.postern.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PolicyChangedTest {
    private static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/Contoso"
            + "/providers/Microsoft.Compute/virtualMachines/Web-1");
    private static final PersonId ADMIN = new PersonId("tenant", "admin");
    private static final PortLimit SSH =
            new PortLimit(new PortAccess(new Port(22), Protocol.ANY), List.of("*"), Duration.ofHours(3));

    @Test
    void itIsAboutTheVmInWhateverSpelling() {
        assertThat(new PolicyChanged("default", VM, List.of(SSH), ADMIN).subject())
                .isEqualTo(VM.value().toLowerCase(Locale.ROOT));
    }

    @Test
    void aPolicyThatOffersNoPortIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyChanged("default", VM, List.of(), ADMIN));
    }
}
