package io.postern.emulator.world;

import static io.postern.emulator.Azure.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.EmulatorSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetHttpTest {
    private static final Azure AZURE = Azure.started(EmulatorSettings.forTests().withMachines(220));
    private static final String FLEET = SUBSCRIPTION + "/resourceGroups/fleet/providers/";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void uncounted() {
        AZURE.send("DELETE", "/_emulator/counters", "");
    }

    private static List<JsonNode> all(String path) {
        JsonNode page = AZURE.as("postern-enforcer", "GET", path, "").body();
        List<JsonNode> items = new ArrayList<>(page.path("value").valueStream().toList());
        while (page.has("nextLink")) {
            page = AZURE.send(
                            "GET",
                            page.path("nextLink").asText(),
                            "",
                            "Authorization",
                            "Bearer " + AZURE.token("postern-enforcer"))
                    .body();
            page.path("value").forEach(items::add);
        }
        return items;
    }

    private static long reads(String query, String provider) {
        return AZURE.send("GET", "/_emulator/counters" + query, "")
                .body()
                .at("/providers/" + provider + "/reads")
                .asLong();
    }

    @Test
    void aFleetStandsBesideTheDemoWorld() {
        assertThat(all(SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines"))
                .hasSize(227);
        assertThat(all(FLEET + "Microsoft.Compute/virtualMachines")).hasSize(220);
        assertThat(all(FLEET + "Microsoft.Network/publicIPAddresses")).hasSize(22);
        assertThat(all(FLEET + "Microsoft.Network/networkSecurityGroups")).hasSize(5);
        assertThat(all(SUBSCRIPTION + "/resourceGroups")).hasSize(2);
    }

    @Test
    void groupsStandOnSubnetsAndInterfacesAndAFewVmsHaveNone() {
        List<JsonNode> interfaces = all(FLEET + "Microsoft.Network/networkInterfaces");
        List<JsonNode> subnets = all(FLEET + "Microsoft.Network/virtualNetworks/fleet-vnet/subnets");

        assertThat(subnets)
                .filteredOn(s -> s.at("/properties").has("networkSecurityGroup"))
                .hasSize(2);
        assertThat(interfaces)
                .filteredOn(n -> n.at("/properties").has("networkSecurityGroup"))
                .hasSize(118);
        assertThat(interfaces)
                .extracting(n -> n.at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .doesNotHaveDuplicates()
                .contains("10.128.0.4", "10.128.1.23");
        assertThat(AZURE.packet("203.0.113.7", "fleet-00001", 443)
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(AZURE.packet("203.0.113.7", "fleet-00001", 22)
                        .path("allowed")
                        .asBoolean())
                .isFalse();
        assertThat(AZURE.packet("203.0.113.7", "fleet-00050", 22).path("by").asText())
                .isEqualTo("no network security group");
    }

    @Test
    void rightsOverTheFleetAreThoseOverTheDemoGroup() {
        String vm = FLEET + "Microsoft.Compute/virtualMachines/fleet-00220";

        assertThat(AZURE.as("auditor", "GET", vm, "").status()).isEqualTo(200);
        assertThat(AZURE.as("outsider", "GET", vm, "").status()).isEqualTo(403);
        assertThat(AZURE.as("auditor", "GET", vm.replace("220", "221"), "").status())
                .isEqualTo(404);
    }

    @Test
    void readsAndWritesAreCountedByProviderAndCaller() {
        all(FLEET + "Microsoft.Compute/virtualMachines");
        AZURE.get(SUBSCRIPTION + "/resourceGroups");
        AZURE.delete(FLEET.toLowerCase(java.util.Locale.ROOT) + "microsoft.network/networkSecurityGroups/none");

        assertThat(reads("", "Microsoft.Compute")).isEqualTo(3);
        assertThat(reads("?who=postern-enforcer", "Microsoft.Compute")).isEqualTo(3);
        assertThat(reads("?who=postern-sweeper", "Microsoft.Compute")).isZero();
        assertThat(reads("?who=admin", "Microsoft.Resources")).isEqualTo(1);
        JsonNode counters = AZURE.send("GET", "/_emulator/counters", "").body();
        assertThat(counters.at("/providers/Microsoft.Network/writes").asLong()).isEqualTo(1);
        assertThat(counters.path("reads").asLong()).isEqualTo(4);
        assertThat(counters.path("since").asText()).endsWith("Z");
    }
}
