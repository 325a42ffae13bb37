package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import io.postern.enforcer.domain.posture.ObservedFirewall.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads Azure Firewalls from ARM's own JSON. */
final class FirewallJson {
    private FirewallJson() {}

    /** A firewall with the networks that it stands in and its addresses there. */
    record Placed(ObservedFirewall firewall, Set<String> networks, Set<String> addresses) {}

    static Placed of(JsonNode firewall) {
        JsonNode says = firewall.path("properties");
        Set<String> networks = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (JsonNode configuration : says.path("ipConfigurations")) {
            addresses.add(
                    configuration.path("properties").path("privateIPAddress").asText());
            String subnet =
                    Listing.key(configuration.path("properties").path("subnet").path("id"));
            if (!subnet.isEmpty()) {
                networks.add(Network.of(subnet));
            }
        }
        return new Placed(
                new ObservedFirewall(
                        firewall.path("id").asText(),
                        !says.path("firewallPolicy").path("id").asText("").isEmpty(),
                        translations(says),
                        network(says)),
                Set.copyOf(networks),
                Set.copyOf(addresses));
    }

    private static List<Translation> translations(JsonNode says) {
        List<Translation> translations = new ArrayList<>();
        for (JsonNode collection : says.path("natRuleCollections")) {
            for (JsonNode rule : collection.path("properties").path("rules")) {
                if (protocols(rule).stream().anyMatch(protocol -> !protocol.equals("Udp"))) {
                    translations.add(new Translation(
                            rule.path("translatedAddress").asText(),
                            rule.path("translatedPort").asText()));
                }
            }
        }
        return translations;
    }

    private static List<SecurityRule> network(JsonNode says) {
        List<SecurityRule> rules = new ArrayList<>();
        for (JsonNode collection : says.path("networkRuleCollections")) {
            JsonNode common = collection.path("properties");
            for (JsonNode rule : common.path("rules")) {
                for (String protocol : protocols(rule)) {
                    rules.add(rule(common, rule, protocol));
                }
            }
        }
        return rules;
    }

    private static SecurityRule rule(JsonNode common, JsonNode rule, String protocol) {
        // NB. address groups and names are looked up elsewhere: such a rule may speak of anything
        boolean plain = rule.path("sourceIpGroups").isEmpty()
                && rule.path("destinationIpGroups").isEmpty()
                && rule.path("destinationFqdns").isEmpty();
        return new SecurityRule(
                rule.path("name").asText(),
                common.path("priority").asInt(),
                true,
                common.path("action").path("type").asText().equalsIgnoreCase("Deny") ? Access.DENY : Access.ALLOW,
                protocol,
                words(rule.path("sourceAddresses")),
                List.of("*"),
                words(rule.path("destinationAddresses")),
                words(rule.path("destinationPorts")),
                "",
                plain);
    }

    private static List<String> protocols(JsonNode rule) {
        return words(rule.path("protocols")).stream()
                .filter(protocol -> !protocol.equalsIgnoreCase("ICMP"))
                .map(protocol ->
                        protocol.equalsIgnoreCase("Any") ? "*" : protocol.equalsIgnoreCase("UDP") ? "Udp" : "Tcp")
                .toList();
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }
}
