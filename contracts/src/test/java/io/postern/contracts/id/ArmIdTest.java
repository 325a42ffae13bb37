package io.postern.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmIdTest {
    private static final String GROUP =
            "/subscriptions/abcdef00-0000-0000-0000-000000000001/resourceGroups/Contoso/providers/";
    private static final String VM = GROUP + "Microsoft.Compute/virtualMachines/Web-1";
    private static final String NSG = GROUP + "Microsoft.Network/networkSecurityGroups/Web-1-nsg";

    @Test
    void aResourceIsTheSameInEveryCase() {
        VmId shouted = new VmId(VM.toUpperCase(Locale.ROOT));
        assertThat(shouted).isEqualTo(new VmId(VM)).hasSameHashCodeAs(new VmId(VM));
        assertThat(shouted.key()).isEqualTo(new VmId(VM).key());
        BoundaryId nsg = new BoundaryId(NSG.toUpperCase(Locale.ROOT));
        assertThat(nsg).isEqualTo(new BoundaryId(NSG)).hasSameHashCodeAs(new BoundaryId(NSG));
        assertThat(nsg.key()).isEqualTo(NSG.toLowerCase(Locale.ROOT));
    }

    @Test
    void anotherNameIsAnotherResource() {
        assertThat(new VmId(VM)).isNotEqualTo(new VmId(VM + "0"));
        assertThat(new BoundaryId(NSG)).isNotEqualTo(new BoundaryId(NSG + "0"));
    }

    @Test
    void namesKeepTheirSpellingAndTypesTakeAzures() {
        VmId vm = new VmId(VM.replace("virtualMachines", "VIRTUALMACHINES"));
        assertThat(vm.value()).isEqualTo(VM);
        assertThat(vm.subscription()).isEqualTo("abcdef00-0000-0000-0000-000000000001");
        assertThat(vm.resourceGroup()).isEqualTo("Contoso");
        assertThat(vm.name()).isEqualTo("Web-1");
        BoundaryId nsg = new BoundaryId(NSG);
        assertThat(nsg.subscription()).isEqualTo("abcdef00-0000-0000-0000-000000000001");
        assertThat(nsg.resourceGroup()).isEqualTo("Contoso");
        assertThat(nsg.name()).isEqualTo("Web-1-nsg");
    }

    @Test
    void aFirewallIsABoundaryToo() {
        String firewall = GROUP + "Microsoft.Network/azureFirewalls/contoso-fw";
        BoundaryId boundary = new BoundaryId(firewall.replace("azureFirewalls", "AZUREFIREWALLS"));
        assertThat(boundary).isEqualTo(new BoundaryId(firewall));
        assertThat(boundary.isFirewall()).isTrue();
        assertThat(boundary.value()).contains("/providers/Microsoft.Network/azureFirewalls/");
        assertThat(new BoundaryId(NSG).isFirewall()).isFalse();
    }

    @Test
    void aResourceGroupMayBeNamedInAnyScript() {
        VmId vm = new VmId(VM.replace("Contoso", "größe_東京.(1)"));
        assertThat(vm.resourceGroup()).isEqualTo("größe_東京.(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web-1",
                "/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web-1",
                GROUP + "Microsoft.Compute/virtualMachines/",
                GROUP + "Microsoft.Compute/virtualMachines/a b",
                GROUP + "Microsoft.Compute/virtualMachines/web-1/",
                GROUP + "Microsoft.Compute/virtualMachines/web-1/extensions/x",
                GROUP + "Microsoft.Compute/virtualMachines/../../x",
                GROUP + "Microsoft.Compute/virtualMachines/web-1?x=1",
                GROUP + "Microsoft.Compute/disks/web-1",
                GROUP + "Microsoft.Network/virtualMachines/web-1",
                "x" + GROUP + "Microsoft.Compute/virtualMachines/web-1",
                GROUP + "Microsoft.Compute/virtualMachines/web-1\n"
            })
    void whatIsNotAVmIdIsRejected(String text) {
        assertThatThrownBy(() -> new VmId(text)).hasMessageStartingWith("a VM id must look like /subscriptions/<guid>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", VM, NSG + "/securityRules/x", NSG + "/"})
    void whatIsNotABoundaryIdIsRejected(String text) {
        assertThatThrownBy(() -> new BoundaryId(text)).hasMessageStartingWith("an NSG id must look like");
    }
}
