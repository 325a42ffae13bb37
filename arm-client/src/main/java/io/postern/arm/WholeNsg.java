package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An NSG in Azure's own JSON. Rules are exchanged in it by name; whatever else it says, known to us or not, is left alone. */
public final class WholeNsg implements Whole {
    private static final int FIRST_PRIORITY = 100;
    private static final int LAST_PRIORITY = 4096;

    private final ObjectNode body;

    /** What is no NSG with its rules is an {@link IllegalArgumentException}. */
    public WholeNsg(JsonNode nsg) {
        if (!(nsg instanceof ObjectNode object)
                || !nsg.path("properties").path("securityRules").isArray()) {
            throw new IllegalArgumentException("not an NSG with its rules");
        }
        this.body = object;
    }

    /** The same from text. */
    public static WholeNsg parse(String json) {
        return new WholeNsg(Exchange.parse(json));
    }

    /** The body that takes some rules out and puts others in; {@code flush} has Azure look at flows that exist, too. */
    public ObjectNode with(Collection<String> removals, List<ObjectNode> coming, boolean flush) {
        ObjectNode changed = body.deepCopy();
        ObjectNode properties = (ObjectNode) changed.path("properties");
        properties.set("securityRules", ByName.exchange(rules(), removals, coming));
        if (flush && !removals.isEmpty()) {
            properties.put("flushConnection", true);
        }
        return changed;
    }

    /** The body of one of its rules as a deny at that priority. */
    public ObjectNode disarmed(String name, int priority) {
        for (JsonNode rule : rules()) {
            if (rule.path("name").asText().equalsIgnoreCase(name)
                    && rule.path("properties").isObject()) {
                ObjectNode denied = JsonNodeFactory.instance.objectNode();
                denied.put("name", rule.path("name").asText());
                ObjectNode properties = rule.path("properties").deepCopy();
                properties.put("access", "Deny").put("priority", priority);
                return denied.set("properties", properties);
            }
        }
        throw new IllegalArgumentException("no such rule: " + name);
    }

    @Override
    public ObjectNode without(Collection<String> names) {
        return with(names, List.of(), false);
    }

    @Override
    public boolean has(String name) {
        return ByName.has(rules(), name);
    }

    @Override
    public JsonNode body() {
        return body;
    }

    /** The last priority that no inbound rule has: behind everything else a deny takes nothing from anybody. */
    public OptionalInt lastFreePriority() {
        Set<Integer> taken = rules().valueStream()
                .map(rule -> rule.path("properties"))
                .filter(says -> says.path("direction").asText().equalsIgnoreCase("Inbound"))
                .map(says -> says.path("priority").asInt())
                .collect(Collectors.toSet());
        return IntStream.iterate(LAST_PRIORITY, at -> at >= FIRST_PRIORITY, at -> at - 1)
                .filter(at -> !taken.contains(at))
                .findFirst();
    }

    private JsonNode rules() {
        return body.path("properties").path("securityRules");
    }
}
