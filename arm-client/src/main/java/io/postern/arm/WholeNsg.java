package io.postern.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An NSG in Azure's own JSON. Rules are exchanged in it by name; whatever else it says, known to us or not, is left alone. */
public final class WholeNsg {
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
        try {
            return new WholeNsg(Exchange.JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The body that takes some rules out and puts others in; {@code flush} has Azure look at flows that exist, too. */
    public ObjectNode with(Collection<String> removals, List<ObjectNode> coming, boolean flush) {
        Set<String> gone = removals.stream().map(WholeNsg::key).collect(Collectors.toSet());
        Map<String, ObjectNode> instead = new LinkedHashMap<>();
        coming.forEach(rule -> instead.put(key(rule.path("name").asText()), rule));
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        for (JsonNode rule : rules()) {
            String name = key(rule.path("name").asText());
            ObjectNode other = instead.remove(name);
            if (other != null) {
                rules.add(other);
            } else if (!gone.contains(name)) {
                rules.add(rule);
            }
        }
        rules.addAll(instead.values());
        ObjectNode changed = body.deepCopy();
        ObjectNode properties = (ObjectNode) changed.path("properties");
        properties.set("securityRules", rules);
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

    /** Whether it has a rule of that name. */
    public boolean has(String name) {
        return rules().valueStream().anyMatch(rule -> rule.path("name").asText().equalsIgnoreCase(name));
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

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
