package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import io.postern.enforcer.domain.posture.ObservedFirewall.Translation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads Azure Firewalls from ARM's own JSON. */
final class FirewallJson {
    private FirewallJson() {}

    /**
     * A firewall with the subnets that it stands in, its addresses there, and its first public address, all by key. Only one
     * with classic rules is a boundary.
     */
    record Placed(
            ObservedFirewall firewall,
            Set<String> subnets,
            Set<String> addresses,
            @Nullable String front,
            @Nullable ObservedNsg boundary) {
        Set<String> networks() {
            return subnets.stream().map(Network::of).collect(Collectors.toSet());
        }
    }

    static Placed of(JsonNode firewall, Instant serverTime) {
        JsonNode says = firewall.path("properties");
        Set<String> subnets = new HashSet<>();
        String front = null;
        Set<String> addresses = new HashSet<>();
        for (JsonNode configuration : says.path("ipConfigurations")) {
            addresses.add(
                    configuration.path("properties").path("privateIPAddress").asText());
            String subnet =
                    Listing.key(configuration.path("properties").path("subnet").path("id"));
            if (!subnet.isEmpty()) {
                subnets.add(subnet);
            }
            String address = Listing.key(
                    configuration.path("properties").path("publicIPAddress").path("id"));
            front = front == null && !address.isEmpty() ? address : front;
        }
        boolean byPolicy = !says.path("firewallPolicy").path("id").asText("").isEmpty();
        return new Placed(
                new ObservedFirewall(firewall.path("id").asText(), byPolicy, translations(says), network(says)),
                Set.copyOf(subnets),
                Set.copyOf(addresses),
                front,
                byPolicy ? null : FirewallRules.of(firewall, serverTime));
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
                rules.addAll(rules(collection.path("name").asText(), common, rule));
            }
        }
        return rules;
    }

    /** A network rule as rules of an NSG, one for each protocol. */
    static List<SecurityRule> rules(String name, JsonNode common, JsonNode rule) {
        return protocols(rule).stream()
                .map(protocol -> rule(name, common, rule, protocol))
                .toList();
    }

    private static SecurityRule rule(String name, JsonNode common, JsonNode rule, String protocol) {
        // NB. address groups and names are looked up elsewhere: such a rule may speak of anything
        boolean plain = rule.path("sourceIpGroups").isEmpty()
                && rule.path("destinationIpGroups").isEmpty()
                && rule.path("destinationFqdns").isEmpty();
        return new SecurityRule(
                name,
                common.path("priority").asInt(),
                true,
                access(common),
                protocol,
                words(rule.path("sourceAddresses")),
                List.of("*"),
                words(rule.path("destinationAddresses")),
                words(rule.path("destinationPorts")),
                "",
                plain);
    }

    static Access access(JsonNode common) {
        return common.path("action").path("type").asText().equalsIgnoreCase("Deny") ? Access.DENY : Access.ALLOW;
    }

    static List<String> protocols(JsonNode rule) {
        return words(rule.path("protocols")).stream()
                .filter(protocol -> !protocol.equalsIgnoreCase("ICMP"))
                .map(protocol ->
                        protocol.equalsIgnoreCase("Any") ? "*" : protocol.equalsIgnoreCase("UDP") ? "Udp" : "Tcp")
                .toList();
    }

    static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }
}
