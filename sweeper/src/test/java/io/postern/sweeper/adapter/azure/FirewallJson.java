package io.postern.sweeper.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A firewall of the demo world, with openings as the enforcer writes them. */
final class FirewallJson {
    private FirewallJson() {}

    /** The firewall with both collections of an opening, at a priority of their own. */
    static ObjectNode with(JsonNode firewall, String name, int priority) {
        ObjectNode changed = firewall.deepCopy();
        ObjectNode nat = collection((ArrayNode) changed.at("/properties/natRuleCollections"), name, priority, "Dnat");
        nat.put("translatedAddress", "10.0.5.4").put("translatedPort", "22");
        nat.putArray("destinationAddresses").add("192.0.2.20");
        nat.putArray("destinationPorts").add(String.valueOf(40_000 + priority));
        ObjectNode network =
                collection((ArrayNode) changed.at("/properties/networkRuleCollections"), name, priority, "Allow");
        network.putArray("destinationAddresses").add("10.0.5.4");
        network.putArray("destinationPorts").add("22");
        return changed;
    }

    private static ObjectNode collection(ArrayNode collections, String name, int priority, String action) {
        ObjectNode properties = collections
                .addObject()
                .put("name", name)
                .putObject("properties")
                .put("priority", priority);
        properties.putObject("action").put("type", action);
        ObjectNode rule = properties.putArray("rules").addObject().put("name", "r0");
        rule.putArray("protocols").add("TCP");
        rule.putArray("sourceAddresses").add("203.0.113.7");
        return rule;
    }

    /** What a customer would compare: all that is no version or state. */
    static String text(JsonNode firewall) {
        ObjectNode plain = firewall.deepCopy();
        plain.remove("etag");
        for (JsonNode one : plain.findParents("etag")) {
            ((ObjectNode) one).remove("etag");
        }
        return plain.toString();
    }

    static List<String> names(JsonNode firewall) {
        return firewall.path("properties").findValuesAsText("name");
    }
}
