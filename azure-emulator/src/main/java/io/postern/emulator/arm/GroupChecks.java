package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Azure demands of the rules of one security group together. */
final class GroupChecks {
    private static final int MOST_RULES = 1000;

    private GroupChecks() {}

    static void check(Iterable<JsonNode> rules) {
        Map<String, String> taken = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (JsonNode rule : rules) {
            String name = rule.path("name").asText();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw ArmError.badRequest(
                        "InvalidRequestFormat", "Cannot parse the request: two security rules are named " + name + ".");
            }
            JsonNode properties = rule.path("properties");
            String place = properties.path("direction").asText()
                    + properties.path("priority").asInt();
            @Nullable String other = taken.putIfAbsent(place, name);
            if (other != null) {
                throw ArmError.badRequest(
                        "SecurityRuleConflict",
                        "Security rule " + name + " conflicts with rule " + other
                                + ". Rules cannot have the same Priority and Direction. To learn more, see"
                                + " aka.ms/nsgrules.");
            }
        }
        if (names.size() > MOST_RULES) {
            throw ArmError.badRequest(
                    "SecurityRulesLimitReached",
                    "The network security group has reached the maximum number of " + MOST_RULES + " security rules.");
        }
    }
}
