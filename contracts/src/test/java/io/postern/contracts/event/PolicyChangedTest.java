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
        assertThat(new PolicyChanged("default", VM, List.of(SSH), null, ADMIN).subject())
                .isEqualTo(VM.value().toLowerCase(Locale.ROOT));
    }

    @Test
    void aPolicyThatOffersNoPortIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyChanged("default", VM, List.of(), null, ADMIN));
    }

    @Test
    void whatAPolicyDoesNotSayIsTheDefault() {
        assertThat(new PolicyChanged("default", VM, List.of(SSH), null, ADMIN).demands())
                .isEqualTo(new AccessConditions(false, false, 24, 56, false, null));
    }

    @Test
    void aWidestSourceHasAPrefixOfItsFamily() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessConditions(false, false, 0, 56, false, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessConditions(false, false, 33, 56, false, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessConditions(false, false, 24, 129, false, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessConditions(false, false, 24, 56, true, "c 1"));
    }
}
