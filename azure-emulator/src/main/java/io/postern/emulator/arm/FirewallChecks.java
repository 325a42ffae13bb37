package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.packet.AddressPrefix;
import io.postern.emulator.packet.PortRange;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What Azure demands of the DNAT and network rules of a firewall. That it does is documented; the error codes are guesses. */
final class FirewallChecks {
    private FirewallChecks() {}

    static void check(JsonNode properties) {
        JsonNode nat = properties.path("natRuleCollections");
        JsonNode network = properties.path("networkRuleCollections");
        boolean governed =
                !properties.path("firewallPolicy").path("id").asText("").isEmpty();
        if (governed && !(nat.isEmpty() && network.isEmpty())) {
            throw refused("PolicyAndRules", "A firewall that has a policy has no rules of its own.");
        }
        collections(nat, "natRuleCollections", List.of("Dnat"), List.of("TCP", "UDP"));
        collections(network, "networkRuleCollections", List.of("Allow", "Deny"), List.of("TCP", "UDP", "ICMP", "Any"));
        nat.forEach(c -> c.at("/properties/rules").forEach(FirewallChecks::translation));
    }

    private static void collections(JsonNode all, String field, List<String> actions, List<String> protocols) {
        Set<String> names = new HashSet<>();
        Set<Integer> priorities = new HashSet<>();
        for (JsonNode collection : all) {
            String name = named(collection, names, field);
            JsonNode properties = collection.path("properties");
            JsonNode priority = properties.path("priority");
            if (!priority.isInt() || priority.asInt() < 100 || priority.asInt() > 65_000) {
                throw refused(
                        "InvalidPriority",
                        "Rule collection " + name + " has invalid priority " + priority + ". Allowed range 100-65000.");
            }
            if (!priorities.add(priority.asInt())) {
                throw refused(
                        "PriorityConflict",
                        "Rule collection " + name + " has the priority " + priority + " of another one of " + field
                                + ".");
            }
            oneOf(name, properties.path("action").path("type"), actions, "action");
            Set<String> rules = new HashSet<>();
            properties.path("rules").forEach(rule -> rule(rule, named(rule, rules, name), protocols));
        }
    }

    private static String named(JsonNode thing, Set<String> names, String where) {
        String name = thing.path("name").asText("");
        if (name.isBlank()) {
            throw refused("NameMissing", "Something in " + where + " has no name.");
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw refused("NameConflict", "Two in " + where + " are named " + name + ".");
        }
        return name;
    }

    private static void rule(JsonNode rule, String name, List<String> protocols) {
        each(name, rule, "protocols", true, p -> protocols.stream().anyMatch(p::equalsIgnoreCase));
        boolean byGroup = !rule.path("sourceIpGroups").isEmpty();
        each(name, rule, "sourceAddresses", !byGroup, FirewallChecks::isAddress);
        boolean elsewhere = !rule.path("destinationIpGroups").isEmpty()
                || !rule.path("destinationFqdns").isEmpty();
        each(name, rule, "destinationAddresses", !elsewhere, FirewallChecks::isAddress);
        each(name, rule, "destinationPorts", true, p -> PortRange.parse(p).isPresent());
    }

    private static void each(String rule, JsonNode json, String field, boolean needed, Predicate<String> good) {
        JsonNode list = json.path(field);
        if (needed && list.isEmpty()) {
            throw refused("RuleIncomplete", "Rule " + rule + " has no " + field + ".");
        }
        list.forEach(value -> {
            if (!value.isTextual() || !good.test(value.asText())) {
                throw refused("InvalidRule", "Rule " + rule + " has invalid " + field + ": " + value.asText() + ".");
            }
        });
    }

    private static boolean isAddress(String text) {
        return text.equals("*")
                || AddressPrefix.parse(text).isPresent()
                || text.matches("[A-Za-z][A-Za-z0-9.]*|[0-9.]+-[0-9.]+");
    }

    private static void translation(JsonNode rule) {
        String name = rule.path("name").asText();
        JsonNode to = rule.path("destinationAddresses");
        if (to.size() != 1 || AddressPrefix.address(to.path(0).asText()).isEmpty()) {
            throw refused("InvalidRule", "DNAT rule " + name + " is for one public address of the firewall.");
        }
        boolean address =
                AddressPrefix.address(rule.path("translatedAddress").asText()).isPresent();
        if (!address && rule.path("translatedFqdn").asText("").isEmpty()) {
            throw refused("InvalidRule", "DNAT rule " + name + " has no translatedAddress.");
        }
        if (!rule.path("translatedPort").asText().matches("[1-9]\\d{0,4}")
                || PortRange.parse(rule.path("translatedPort").asText()).isEmpty()) {
            throw refused("InvalidRule", "DNAT rule " + name + " has no translatedPort from 1 to 65535.");
        }
    }

    private static void oneOf(String name, JsonNode value, List<String> words, String what) {
        if (words.stream().noneMatch(value.asText()::equalsIgnoreCase)) {
            throw refused("InvalidAction", "Rule collection " + name + " has no " + what + " out of " + words + ".");
        }
    }

    private static ArmError refused(String code, String message) {
        return ArmError.badRequest("AzureFirewall" + code, message);
    }
}
