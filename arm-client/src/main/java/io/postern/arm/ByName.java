package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Things of a list that Azure tells apart by their name, in any case. */
final class ByName {
    private ByName() {}

    /** The list without some and with others: in the place of their namesakes, or at the end. */
    static ArrayNode exchange(JsonNode list, Collection<String> removals, List<ObjectNode> coming) {
        Set<String> gone = removals.stream().map(ByName::key).collect(Collectors.toSet());
        Map<String, ObjectNode> instead = new LinkedHashMap<>();
        coming.forEach(thing -> instead.put(key(thing.path("name").asText()), thing));
        ArrayNode things = JsonNodeFactory.instance.arrayNode();
        for (JsonNode thing : list) {
            String name = key(thing.path("name").asText());
            ObjectNode other = instead.remove(name);
            if (other != null) {
                things.add(other);
            } else if (!gone.contains(name)) {
                things.add(thing);
            }
        }
        things.addAll(instead.values());
        return things;
    }

    static boolean has(JsonNode list, String name) {
        return list.valueStream().anyMatch(thing -> thing.path("name").asText().equalsIgnoreCase(name));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
