package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;

/** The six rules that every network security group ends with. */
public final class DefaultRules {
    private DefaultRules() {}

    /** The rules as ARM shows them, for the group of this id. */
    public static ArrayNode of(String nsgId) {
        ArrayNode rules = Json.object().putArray("rules");
        add(rules, nsgId, "AllowVnetInBound", 65000, "Allow", "Inbound", "VirtualNetwork", "VirtualNetwork");
        add(rules, nsgId, "AllowAzureLoadBalancerInBound", 65001, "Allow", "Inbound", "AzureLoadBalancer", "*");
        add(rules, nsgId, "DenyAllInBound", 65500, "Deny", "Inbound", "*", "*");
        add(rules, nsgId, "AllowVnetOutBound", 65000, "Allow", "Outbound", "VirtualNetwork", "VirtualNetwork");
        add(rules, nsgId, "AllowInternetOutBound", 65001, "Allow", "Outbound", "*", "Internet");
        add(rules, nsgId, "DenyAllOutBound", 65500, "Deny", "Outbound", "*", "*");
        return rules;
    }

    private static void add(
            ArrayNode rules,
            String nsgId,
            String name,
            int priority,
            String access,
            String direction,
            String source,
            String destination) {
        ObjectNode rule = rules.addObject();
        rule.put("name", name);
        rule.put("id", nsgId + "/defaultSecurityRules/" + name);
        rule.put("type", "Microsoft.Network/networkSecurityGroups/defaultSecurityRules");
        rule.putObject("properties")
                .put("provisioningState", "Succeeded")
                .put("protocol", "*")
                .put("sourcePortRange", "*")
                .put("destinationPortRange", "*")
                .put("sourceAddressPrefix", source)
                .put("destinationAddressPrefix", destination)
                .put("access", access)
                .put("priority", priority)
                .put("direction", direction);
    }
}
