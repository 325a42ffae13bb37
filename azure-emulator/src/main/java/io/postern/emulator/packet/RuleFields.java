package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a rule's properties, in which each list may stand in a singular or a plural field. */
public final class RuleFields {
    private RuleFields() {}

    public static List<String> sourcePrefixes(JsonNode rule) {
        return both(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
    }

    public static List<String> destinationPrefixes(JsonNode rule) {
        return both(rule, "destinationAddressPrefix", "destinationAddressPrefixes");
    }

    public static List<String> sourcePorts(JsonNode rule) {
        return both(rule, "sourcePortRange", "sourcePortRanges");
    }

    public static List<String> destinationPorts(JsonNode rule) {
        return both(rule, "destinationPortRange", "destinationPortRanges");
    }

    /** The ids of the application security groups that it speaks of as a source. */
    public static List<String> sourceGroups(JsonNode rule) {
        return ids(rule.path("sourceApplicationSecurityGroups"));
    }

    public static List<String> destinationGroups(JsonNode rule) {
        return ids(rule.path("destinationApplicationSecurityGroups"));
    }

    private static List<String> ids(JsonNode references) {
        return references.valueStream().map(group -> group.path("id").asText()).toList();
    }

    private static List<String> both(JsonNode rule, String singular, String plural) {
        List<String> texts = new ArrayList<>();
        String one = rule.path(singular).asText("");
        if (!one.isBlank()) {
            texts.add(one);
        }
        rule.path(plural).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
