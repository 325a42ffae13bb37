package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An NSG in Azure's own JSON. Rules of ours are exchanged in it; whatever else it says, known to us or not, is left alone. */
final class WholeNsg {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode body;

    /** What is no NSG is an {@link IllegalArgumentException}. */
    WholeNsg(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode nsg
                    && nsg.path("properties").path("securityRules").isArray()) {
                this.body = nsg;
                return;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not an NSG with its rules");
    }

    /** The body that takes some rules out and puts others in; {@code flush} has Azure look at flows that exist, too. */
    ObjectNode with(List<String> removals, List<RuleWrite> writes, boolean flush) {
        Set<String> gone =
                removals.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Map<String, RuleWrite> coming = new LinkedHashMap<>();
        writes.forEach(write -> coming.put(write.name().text(), write));
        ArrayNode rules = JSON.createArrayNode();
        for (JsonNode rule : body.path("properties").path("securityRules")) {
            String name = rule.path("name").asText().toLowerCase(Locale.ROOT);
            RuleWrite instead = coming.remove(name);
            if (instead != null) {
                rules.add(RuleJson.of(instead));
            } else if (!gone.contains(name)) {
                rules.add(rule);
            }
        }
        coming.values().forEach(write -> rules.add(RuleJson.of(write)));
        ObjectNode changed = body.deepCopy();
        ObjectNode properties = (ObjectNode) changed.path("properties");
        properties.set("securityRules", rules);
        if (flush && !removals.isEmpty()) {
            properties.put("flushConnection", true);
        }
        return changed;
    }

    /** The body of one of its rules as a deny at that priority. */
    ObjectNode disarmed(String name, int priority) {
        for (JsonNode rule : body.path("properties").path("securityRules")) {
            if (rule.path("name").asText().equalsIgnoreCase(name)
                    && rule.path("properties").isObject()) {
                ObjectNode denied = JSON.createObjectNode();
                denied.put("name", rule.path("name").asText());
                ObjectNode properties = rule.path("properties").deepCopy();
                properties.put("access", "Deny").put("priority", priority);
                return denied.set("properties", properties);
            }
        }
        throw new IllegalArgumentException("no such rule: " + name);
    }
}
