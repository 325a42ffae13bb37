package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * An Azure Firewall with classic rules in Azure's own JSON. Collections of DNAT and of network rules are exchanged in it by
 * name; whatever else it says, known to us or not, is left alone.
 */
public final class WholeFirewall implements Whole {
    private static final String NAT = "natRuleCollections";
    private static final String NETWORK = "networkRuleCollections";

    private final ObjectNode body;

    /** What is no firewall is an {@link IllegalArgumentException}. */
    public WholeFirewall(JsonNode firewall) {
        if (!(firewall instanceof ObjectNode object)
                || !firewall.path("properties").path("ipConfigurations").isArray()) {
            throw new IllegalArgumentException("not a firewall with its addresses");
        }
        this.body = object;
    }

    /** The same from text. */
    public static WholeFirewall parse(String json) {
        return new WholeFirewall(Exchange.parse(json));
    }

    /** The body that takes out what has one of these names, in either list, and puts other collections in. */
    public ObjectNode with(Collection<String> removals, List<ObjectNode> nat, List<ObjectNode> network) {
        ObjectNode changed = body.deepCopy();
        ObjectNode properties = (ObjectNode) changed.path("properties");
        exchange(properties, NAT, removals, nat);
        exchange(properties, NETWORK, removals, network);
        return changed;
    }

    private static void exchange(
            ObjectNode properties, String list, Collection<String> removals, List<ObjectNode> coming) {
        if (properties.has(list) || !coming.isEmpty()) {
            properties.set(list, ByName.exchange(properties.path(list), removals, coming));
        }
    }

    @Override
    public ObjectNode without(Collection<String> names) {
        return with(names, List.of(), List.of());
    }

    @Override
    public boolean has(String name) {
        JsonNode properties = body.path("properties");
        return ByName.has(properties.path(NAT), name) || ByName.has(properties.path(NETWORK), name);
    }

    @Override
    public JsonNode body() {
        return body;
    }
}
