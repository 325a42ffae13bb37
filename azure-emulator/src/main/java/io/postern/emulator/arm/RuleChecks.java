package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.packet.AddressPrefix;
import io.postern.emulator.packet.PortRange;
import io.postern.emulator.packet.RuleFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Azure demands of one security rule. Known words are put into Azure's own casing; the rest stays as it came. */
final class RuleChecks {
    private static final List<String> PROTOCOLS = List.of("Tcp", "Udp", "Icmp", "Esp", "Ah", "*");
    private static final Pattern SERVICE_TAG = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*");

    private RuleChecks() {}

    static void check(String id, ObjectNode properties) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        Names.check(name);
        word(id, properties, "protocol", PROTOCOLS);
        word(id, properties, "access", List.of("Allow", "Deny"));
        word(id, properties, "direction", List.of("Inbound", "Outbound"));
        priority(id, properties);
        description(name, properties);
        ports(id, properties, "sourcePortRange", RuleFields.sourcePorts(properties));
        ports(id, properties, "destinationPortRange", RuleFields.destinationPorts(properties));
        List<AddressPrefix> addresses = new ArrayList<>();
        addresses(id, properties, "source", RuleFields.sourcePrefixes(properties), addresses);
        addresses(id, properties, "destination", RuleFields.destinationPrefixes(properties), addresses);
        if (addresses.stream().map(AddressPrefix::isV6).distinct().count() > 1) {
            throw unsupported("Security rule " + name + " mixes IPv4 and IPv6 addresses. A rule holds one family.");
        }
    }

    private static void word(String id, ObjectNode properties, String field, List<String> words) {
        String given = properties.path(field).asText("");
        if (given.isEmpty()) {
            throw missing(id, field);
        }
        String known =
                words.stream().filter(given::equalsIgnoreCase).findFirst().orElse(null);
        if (known == null) {
            throw unsupported("Value '" + given + "' of " + field + " is not supported. Supported are "
                    + String.join(", ", words) + ".");
        }
        properties.put(field, known);
    }

    private static void priority(String id, ObjectNode properties) {
        JsonNode priority = properties.path("priority");
        if (priority.isMissingNode() || priority.isNull()) {
            throw missing(id, "priority");
        }
        if (!priority.isIntegralNumber()) {
            throw ArmError.badRequest("InvalidRequestFormat", "Cannot parse the request: priority is not an integer.");
        }
        if (!priority.canConvertToInt() || priority.asInt() < 100 || priority.asInt() > 4096) {
            throw ArmError.badRequest(
                    "SecurityRuleInvalidPriority",
                    "Security rule has invalid Priority. Value provided: " + priority.asText()
                            + " Allowed range 100-4096.");
        }
    }

    private static void description(String name, ObjectNode properties) {
        if (properties.path("description").asText("").length() > 140) {
            throw ArmError.badRequest(
                    "SecurityRuleDescriptionTooLong",
                    "The description of security rule " + name + " is longer than 140 characters.");
        }
    }

    private static void ports(String id, ObjectNode properties, String field, List<String> ranges) {
        oneForm(properties, field, field + "s");
        if (ranges.isEmpty()) {
            throw missing(id, field + " or " + field + "s");
        }
        for (String range : ranges) {
            if (PortRange.parse(range).isEmpty()) {
                throw ArmError.badRequest(
                        "SecurityRuleInvalidPortRange",
                        "Security rule has invalid Port range. Value provided: " + range
                                + ". Value should be an integer OR integer range with '-' delimiter. Valid range"
                                + " 0-65535.");
            }
        }
    }

    private static void addresses(
            String id, ObjectNode properties, String side, List<String> prefixes, List<AddressPrefix> literals) {
        String field = side + "AddressPrefix";
        oneForm(properties, field, field + "es");
        if (prefixes.isEmpty()) {
            if (!properties.path(side + "ApplicationSecurityGroups").isEmpty()) {
                return;
            }
            throw missing(id, field + ", " + field + "es or " + side + "ApplicationSecurityGroups");
        }
        int tags = 0;
        for (String prefix : prefixes) {
            @Nullable AddressPrefix literal = AddressPrefix.parse(prefix).orElse(null);
            if (literal != null) {
                literals.add(literal);
            } else if (prefix.equals("*") || SERVICE_TAG.matcher(prefix).matches()) {
                tags++;
            } else {
                throw ArmError.badRequest(
                        "SecurityRuleInvalidAddressPrefix",
                        "Security rule parameter " + field + " for rule with Id " + id
                                + " has invalid Address prefix. Value provided: " + prefix);
            }
        }
        if (tags > 1) {
            throw unsupported("Security rule parameter " + field + "es holds more than one service tag.");
        }
    }

    /** The two spellings of a list must not both be used, and have the right JSON types. */
    private static void oneForm(ObjectNode properties, String singular, String plural) {
        JsonNode one = properties.path(singular);
        JsonNode many = properties.path(plural);
        boolean rightTypes = (one.isMissingNode() || one.isNull() || one.isTextual())
                && (many.isMissingNode()
                        || many.isNull()
                        || many.isArray() && many.valueStream().allMatch(JsonNode::isTextual));
        if (!rightTypes) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat",
                    "Cannot parse the request: " + singular + " or " + plural + " is malformed.");
        }
        if (!one.asText("").isBlank() && !many.isEmpty()) {
            throw unsupported("Both " + singular + " and " + plural + " are given. Use one of them.");
        }
    }

    private static ArmError missing(String id, String fields) {
        return ArmError.badRequest(
                "SecurityRuleParameterMissing",
                "Required security rule parameters are missing for security rule with Id: " + id
                        + ". Security rule must specify " + fields + ".");
    }

    private static ArmError unsupported(String message) {
        return ArmError.badRequest("SecurityRuleParameterContainsUnsupportedValue", message);
    }
}
