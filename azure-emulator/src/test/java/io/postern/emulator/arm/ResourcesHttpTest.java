package io.postern.emulator.arm;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.NSGS;
import static io.postern.emulator.Azure.SUBSCRIPTION;
import static io.postern.emulator.Azure.VMS;
import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.http.Json;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesHttpTest {
    private final Azure azure = Azure.started();

    @AfterEach
    void stop() {
        azure.close();
    }

    private List<String> names(String path) {
        Answer answer = azure.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body()
                .path("value")
                .valueStream()
                .map(v -> v.path("name").asText())
                .toList();
    }

    @Test
    void theDemoWorldIsListed() {
        String network = SUBSCRIPTION + "/providers/Microsoft.Network/";

        assertThat(names(SUBSCRIPTION + "/resourceGroups")).containsExactly("contoso");
        assertThat(names(SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines"))
                .containsExactlyInAnyOrder("web-1", "db-1", "jump-1", "fw-1", "fwp-1", "bare-1", "open-1");
        assertThat(names(VMS)).hasSize(7);
        assertThat(names(network + "networkSecurityGroups")).hasSize(7);
        assertThat(names(network + "networkInterfaces")).hasSize(7);
        assertThat(names(network + "publicIPAddresses")).hasSize(5);
        assertThat(names(network + "virtualNetworks")).containsExactly("contoso-vnet");
        assertThat(names(GROUP + "/providers/Microsoft.Network/virtualNetworks/contoso-vnet/subnets"))
                .hasSize(8);
        assertThat(names(WEB + "/securityRules")).containsExactly("allow-https", "deny-legacy-admin", "allow-ssh-corp");
        assertThat(names("/subscriptions")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Network/azureFirewalls, contoso-fw, 2",
        "Microsoft.Network/firewallPolicies, contoso-policy, 1",
        "Microsoft.Network/routeTables, spoke-routes, 2",
        "Microsoft.Network/applicationSecurityGroups, web-asg, 1",
        "Microsoft.Compute/virtualMachineScaleSets, app-ss, 1",
    })
    void whatStandsAroundTheVmsIsListedInAllScopesAndReadAlone(String type, String name, int howMany) {
        assertThat(names(SUBSCRIPTION + "/providers/" + type)).hasSize(howMany).contains(name);
        assertThat(names(GROUP + "/providers/" + type)).hasSize(howMany).contains(name);

        Answer one = azure.as("postern-enforcer", "GET", GROUP + "/providers/" + type + "/" + name, "");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.body().path("type").asText()).isEqualTo(type);
        assertThat(azure.get(GROUP + "/providers/" + type + "/none").code()).isEqualTo("ResourceNotFound");
        assertThat(azure.as("outsider", "GET", GROUP + "/providers/" + type, "").code())
                .isEqualTo("AuthorizationFailed");
    }

    @Test
    void theWayOfEachSpokeLeadsToItsFirewall() {
        String network = GROUP + "/providers/Microsoft.Network/";

        for (String[] way : new String[][] {{"fw-1", "contoso-fw"}, {"fwp-1", "contoso-policy-fw"}}) {
            String subnet = azure.get(network + "networkInterfaces/" + way[0] + "-nic")
                    .body()
                    .at("/properties/ipConfigurations/0/properties/subnet/id")
                    .asText();
            String table =
                    azure.get(subnet).body().at("/properties/routeTable/id").asText();
            String hop = azure.get(table + "/routes")
                    .body()
                    .at("/value/0/properties/nextHopIpAddress")
                    .asText();
            assertThat(azure.get(network + "azureFirewalls/" + way[1])
                            .body()
                            .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                            .asText())
                    .isEqualTo(hop);
            assertThat(azure.get(table).body().at("/properties/subnets/0/id").asText())
                    .isEqualTo(subnet);
        }
        assertThat(azure.get(network + "azureFirewalls/contoso-fw")
                        .body()
                        .at("/properties/firewallPolicy")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void theMachinesOfAScaleSetHaveAnAddressOfTheirOwn() {
        String set = GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/app-ss";

        assertThat(azure.get(set).body().at("/properties/virtualMachines").isMissingNode())
                .isTrue();
        assertThat(azure.get(set)
                        .body()
                        .at(
                                "/properties/virtualMachineProfile/scheduledEventsProfile/terminateNotificationProfile/notBeforeTimeout")
                        .asText())
                .isEqualTo("PT5M");
        assertThat(names(set + "/virtualMachines")).containsExactly("app-ss_0", "app-ss_1");
        assertThat(azure.get(set + "/virtualMachines/1").body().path("name").asText())
                .isEqualTo("app-ss_1");
        assertThat(azure.get(set + "/virtualMachines/2").status()).isEqualTo(404);
        assertThat(names(VMS)).hasSize(7);
    }

    @Test
    void idsAreComparedWithoutCaseAndKeepTheirs() {
        Answer answer = azure.get(WEB.toUpperCase(Locale.ROOT));

        assertThat(answer.body().path("id").asText()).isEqualTo(WEB);
        assertThat(azure.get("/" + WEB.replace("/", "//")).status()).isEqualTo(200);
    }

    @Test
    void aGroupNamesNobodyWhoHasLeftIt() {
        String nic = GROUP + "/providers/Microsoft.Network/networkInterfaces/web-1-nic";
        assertThat(azure.get(WEB).body().at("/properties/networkInterfaces")).hasSize(1);
        ObjectNode bare = azure.get(nic).body().deepCopy();
        ((ObjectNode) bare.path("properties")).remove("networkSecurityGroup");

        assertThat(azure.put(nic, bare).status()).isBetween(200, 202);

        assertThat(azure.get(WEB).body().at("/properties/networkInterfaces")).isEmpty();
    }

    @Test
    void aGroupShowsItsDefaultRulesAndWhoUsesIt() {
        assertThat(azure.get(WEB).body().at("/properties/defaultSecurityRules")).hasSize(6);
        assertThat(azure.get(WEB)
                        .body()
                        .at("/properties/networkInterfaces/0/id")
                        .asText())
                .endsWith("/web-1-nic");
        assertThat(azure.get(NSGS + "/data-nsg")
                        .body()
                        .at("/properties/subnets/0/id")
                        .asText())
                .endsWith("/subnets/data");
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/99999999-0000-0000-0000-000000000001, SubscriptionNotFound",
        "/resourceGroups/none/providers/Microsoft.Network/networkSecurityGroups/x, ResourceGroupNotFound",
        "/resourceGroups/contoso/providers/Microsoft.Network/networkSecurityGroups/none, ResourceNotFound",
        "/resourceGroups/contoso/providers/Microsoft.Network/loadBalancers, InvalidResourceType",
        "/resourceGroups/contoso/providers/Microsoft.Nothing/things, InvalidResourceNamespace",
        "/nowhere, NotFound",
    })
    void whatIsNotThereIsNotFound(String path, String code) {
        Answer answer =
                azure.as("postern-enforcer", "GET", path.startsWith("/subscriptions") ? path : SUBSCRIPTION + path, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aWholeGroupIsReplacedByAPut() {
        ObjectNode body = Json.object().put("location", "West Europe");
        ObjectNode properties = body.putObject("properties").put("flushConnection", true);
        properties.putArray("securityRules").add(rule(200).put("name", "only"));

        Answer put = azure.put(WEB, body);

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("Azure-AsyncOperation")).isNotEmpty();
        assertThat(names(WEB + "/securityRules")).containsExactly("only");
        assertThat(azure.put(NSGS + "/new-nsg", body).status()).isEqualTo(201);
        assertThat(azure.get(NSGS + "/new-nsg")
                        .body()
                        .at("/properties/flushConnection")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aGroupHoldsAThousandRulesAndNotOneMore() {
        ObjectNode body = Json.object().put("location", "westeurope");
        ArrayNode rules = body.putObject("properties").putArray("securityRules");
        for (int i = 0; i < 1000; i++) {
            rules.add(rule(100 + i).put("name", "r" + i));
        }

        assertThat(azure.put(NSGS + "/full", body).status()).isEqualTo(201);
        assertThat(azure.put(NSGS + "/full/securityRules/more", rule(3000)).code())
                .isEqualTo("SecurityRulesLimitReached");
        assertThat(azure.put(NSGS + "/full/securityRules/r7", rule(3000)).status())
                .isEqualTo(200);
    }

    @Test
    void aGroupThatIsNoGroupIsRejected() {
        ObjectNode nowhere = Json.object();
        ObjectNode moved = Json.object().put("location", "northeurope");
        ObjectNode twice = Json.object().put("location", "westeurope");
        twice.putObject("properties")
                .putArray("securityRules")
                .add(rule(200).put("name", "a"))
                .add(rule(201).put("name", "A"));

        assertThat(azure.put(WEB, nowhere).code()).isEqualTo("LocationRequired");
        assertThat(azure.put(WEB, moved).status()).isEqualTo(409);
        assertThat(azure.put(WEB, twice).status()).isEqualTo(400);
        assertThat(names(WEB + "/securityRules")).hasSize(3);
    }

    @Test
    void aGroupInUseCannotBeDeletedAndAFreeOneCan() {
        azure.put(NSGS + "/free", Json.object().put("location", "westeurope"));

        assertThat(azure.delete(WEB).code()).isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted");
        assertThat(azure.delete(NSGS + "/free").status()).isEqualTo(202);
        assertThat(azure.delete(NSGS + "/free").status()).isEqualTo(204);
    }

    @Test
    void aDeletedVmIsGoneAndItsInterfaceStays() {
        assertThat(azure.delete(VMS + "/web-1").status()).isEqualTo(202);

        assertThat(azure.get(VMS + "/web-1").status()).isEqualTo(404);
        Answer nic = azure.get(GROUP + "/providers/Microsoft.Network/networkInterfaces/web-1-nic");
        assertThat(nic.status()).isEqualTo(200);
        assertThat(nic.body().at("/properties/virtualMachine").isMissingNode()).isTrue();
        assertThat(azure.packet("203.0.113.7", "web-1", 443)
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("NotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void aMethodThatIsNotModelledIsRefused(String method) {
        assertThat(azure.as("admin", method, WEB, "{}").status()).isEqualTo(405);
    }
}
