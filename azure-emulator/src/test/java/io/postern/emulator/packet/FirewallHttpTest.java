package io.postern.emulator.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class FirewallHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final String FIREWALL = Azure.GROUP + "/providers/Microsoft.Network/azureFirewalls/contoso-fw";
    private static final String SSH = Azure.NSGS + "/fw-1-nsg/securityRules/ssh";
    private static final JsonNode AS_SEEDED = AZURE.get(FIREWALL).body();

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void asSeeded() {
        AZURE.put(FIREWALL, AS_SEEDED);
        AZURE.delete(SSH);
    }

    /** The firewall with a DNAT rule from public port 50022 to SSH of fw-1, for one source. */
    public static ObjectNode withDnat(ObjectNode firewall, String source) {
        ObjectNode rule = Json.object().put("name", "ssh").put("translatedAddress", "10.0.5.4");
        rule.put("translatedPort", "22").putArray("protocols").add("TCP");
        rule.putArray("sourceAddresses").add(source);
        rule.putArray("destinationAddresses").add("192.0.2.20");
        rule.putArray("destinationPorts").add("50022");
        return with(firewall, "natRuleCollections", "postern", 200, "Dnat", rule);
    }

    private static ObjectNode with(
            ObjectNode firewall, String field, String name, int priority, String action, ObjectNode rule) {
        ObjectNode changed = firewall.deepCopy();
        ObjectNode collection =
                ((ArrayNode) changed.at("/properties/" + field)).addObject().put("name", name);
        ObjectNode properties = collection.putObject("properties").put("priority", priority);
        properties.putObject("action").put("type", action);
        properties.putArray("rules").add(rule);
        return changed;
    }

    private static ObjectNode seeded() {
        return AS_SEEDED.deepCopy();
    }

    private static JsonNode at(String from, int port) {
        return AZURE.send("GET", "/_emulator/packet?from=" + from + "&to=192.0.2.20&port=" + port, "")
                .body();
    }

    private static void allowFrom(String source) {
        ObjectNode rule = Azure.ruleWith("sourceAddressPrefix", "\"" + source + "\"");
        rule.withObjectProperty("properties").put("destinationAddressPrefix", "10.0.5.4");
        assertThat(AZURE.put(SSH, rule).status()).isLessThan(300);
    }

    @Test
    void whatTheFirewallDoesNotTranslateReachesNobody() {
        allowFrom("*");

        assertThat(AZURE.packet("203.0.113.7", "fw-1", 22).path("by").asText()).isEqualTo("no DNAT rule of contoso-fw");
        assertThat(at("203.0.113.7", 50022).path("allowed").asBoolean()).isFalse();
        // From inside, the firewall is not in the way.
        assertThat(AZURE.packet("10.0.3.4", "fw-1", 22).path("allowed").asBoolean())
                .isTrue();
    }

    @Test
    void theNsgSeesTheFirewallAsTheSource() {
        assertThat(AZURE.put(FIREWALL, withDnat(seeded(), "203.0.113.7")).status())
                .isEqualTo(200);
        allowFrom("203.0.113.7/32");
        AZURE.put(Azure.NSGS + "/fw-1-nsg/securityRules/no-vnet", denyVirtualNetwork());
        assertThat(AZURE.packet("203.0.113.7", "fw-1", 22).path("by").asText()).isEqualTo("no-vnet");

        allowFrom("10.0.6.0/24");

        assertThat(AZURE.packet("203.0.113.7", "fw-1", 22).path("allowed").asBoolean())
                .isTrue();
        assertThat(at("203.0.113.7", 50022).path("allowed").asBoolean()).isTrue();
        assertThat(at("203.0.113.7", 22).path("by").asText()).isEqualTo("no DNAT rule of contoso-fw");
        assertThat(at("198.51.100.9", 50022).path("allowed").asBoolean()).isFalse();
        AZURE.delete(Azure.NSGS + "/fw-1-nsg/securityRules/no-vnet");
    }

    private static ObjectNode denyVirtualNetwork() {
        ObjectNode deny = Azure.rule(4000);
        deny.withObjectProperty("properties").put("access", "Deny").put("sourceAddressPrefix", "VirtualNetwork");
        deny.withObjectProperty("properties").put("destinationAddressPrefix", "*");
        return deny;
    }

    @Test
    void aNetworkRuleMayDenyWhatADnatRuleLetsIn() {
        ObjectNode deny = Json.object().put("name", "no-ssh");
        deny.putArray("protocols").add("Any");
        deny.putArray("sourceAddresses").add("203.0.113.0/24");
        deny.putArray("destinationAddresses").add("10.0.5.4");
        deny.putArray("destinationPorts").add("22");
        allowFrom("10.0.6.0/24");

        AZURE.put(FIREWALL, with(withDnat(seeded(), "*"), "networkRuleCollections", "guard", 300, "Deny", deny));

        assertThat(at("203.0.113.7", 50022).path("by").asText()).isEqualTo("network rule no-ssh of contoso-fw");
        assertThat(at("198.51.100.9", 50022).path("allowed").asBoolean()).isTrue();
    }

    @Test
    void theFirstCollectionByPriorityDecides() {
        allowFrom("10.0.6.0/24");
        ObjectNode twice = withDnat(seeded(), "*");
        ObjectNode away =
                twice.at("/properties/natRuleCollections/1/properties/rules/0").deepCopy();
        away.put("translatedAddress", "10.0.5.99");

        AZURE.put(FIREWALL, with(twice, "natRuleCollections", "earlier", 150, "Dnat", away));

        assertThat(at("203.0.113.7", 50022).path("by").asText()).isEqualTo("no such address");
        assertThat(AZURE.packet("203.0.113.7", "fw-1", 22).path("allowed").asBoolean())
                .isFalse();
    }

    @Test
    void aWriteOnAFirewallIsALongOperation() {
        Answer put = AZURE.put(FIREWALL, withDnat(seeded(), "*"));

        assertThat(put.header("Azure-AsyncOperation")).contains("/operations/");
        JsonNode writes = AZURE.send("GET", "/_emulator/history", "").body().path("value");
        assertThat(writes.path(writes.size() - 1).path("added").toString()).isEqualTo("[\"postern\"]");
        assertThat(put.body().at("/properties/provisioningState").asText()).isEqualTo("Updating");
        assertThat(AZURE.send("GET", "/_emulator/packet?from=203.0.113.7&to=192.0.2.99&port=1", "")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties/priority | 99 | InvalidPriority",
                "/properties/priority | 65001 | InvalidPriority",
                "/properties/priority | \"200\" | InvalidPriority",
                "/properties/priority | 300 | PriorityConflict",
                "/name | \"web-inbound\" | NameConflict",
                "/name | \"\" | NameMissing",
                "/properties/action/type | \"Allow\" | InvalidAction",
                "/properties/rules/0/protocols | [] | RuleIncomplete",
                "/properties/rules/0/protocols | [\"ICMP\"] | InvalidRule",
                "/properties/rules/0/sourceAddresses | [\"10.0.0.0/33\"] | InvalidRule",
                "/properties/rules/0/sourceAddresses | [] | RuleIncomplete",
                "/properties/rules/0/destinationAddresses | [\"*\"] | InvalidRule",
                "/properties/rules/0/destinationPorts | [\"70000\"] | InvalidRule",
                "/properties/rules/0/translatedAddress | \"vm\" | InvalidRule",
                "/properties/rules/0/translatedPort | \"0\" | InvalidRule",
            })
    void rulesThatAzureWouldNotTakeAreRefused(String pointer, String value, String code) throws IOException {
        ObjectNode firewall = withDnat(seeded(), "*");
        JsonNode collection = firewall.at("/properties/natRuleCollections/1");
        int end = pointer.lastIndexOf('/');
        ((ObjectNode) collection.at(pointer.substring(0, end)))
                .set(pointer.substring(end + 1), Json.read(value.getBytes(StandardCharsets.UTF_8)));

        Answer refused = AZURE.put(FIREWALL, firewall);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("AzureFirewall" + code);
        assertThat(AZURE.get(FIREWALL).body().at("/properties/natRuleCollections"))
                .hasSize(1);
    }
}
