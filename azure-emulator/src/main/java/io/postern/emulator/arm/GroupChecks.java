package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.packet.RuleFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Azure demands of the rules of one security group together. */
final class GroupChecks {
    private static final int MOST_RULES = 1000;
    private static final int MOST_ADDRESSES = 4000;

    private GroupChecks() {}

    static void check(Iterable<JsonNode> rules) {
        Map<String, String> taken = new HashMap<>();
        Set<String> names = new HashSet<>();
        long sources = 0;
        long destinations = 0;
        for (JsonNode rule : rules) {
            String name = rule.path("name").asText();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw ArmError.badRequest(
                        "InvalidRequestFormat", "Cannot parse the request: two security rules are named " + name + ".");
            }
            JsonNode properties = rule.path("properties");
            sources += addresses(RuleFields.sourcePrefixes(properties));
            destinations += addresses(RuleFields.destinationPrefixes(properties));
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
        checkAddresses("source", sources);
        checkAddresses("destination", destinations);
    }

    // NB. the limit is Azure's, the code of the error a guess.
    private static void checkAddresses(String side, long number) {
        if (number > MOST_ADDRESSES) {
            throw ArmError.badRequest(
                    "SecurityRulesAddressPrefixesLimitReached",
                    "The network security group has " + number + " " + side + " addresses and ranges in its security"
                            + " rules. The maximum number is " + MOST_ADDRESSES + ".");
        }
    }

    private static long addresses(List<String> prefixes) {
        return prefixes.stream()
                .filter(p -> p.indexOf(':') >= 0 || !p.isEmpty() && Character.isDigit(p.charAt(0)))
                .count();
    }
}
