package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.boundary.Gateway;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.Mapping;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An opening as a firewall holds it: a collection of network rules that lets pass, and, for sources from outside, one of
 * DNAT rules that leads there, both of the opening's name and priority. In anything but that form it is not plain.
 */
final class FirewallOpening {
    private final String name;
    private final List<JsonNode> network = new ArrayList<>();
    private final List<JsonNode> nat = new ArrayList<>();

    /** One that is seen; its collections are added. */
    FirewallOpening(String name) {
        this.name = name;
    }

    void addNetwork(JsonNode collection) {
        network.add(collection);
    }

    void addNat(JsonNode collection) {
        nat.add(collection);
    }

    /** The collection that lets pass. */
    static ObjectNode network(RuleWrite write) {
        String name = write.name().text();
        ObjectNode lets = collection(name, write.priority(), "Allow");
        ObjectNode rule = rule(lets, name, write, write.shape().sources());
        write.shape().destinations().forEach(rule.putArray("destinationAddresses")::add);
        write.shape().ports().forEach(rule.putArray("destinationPorts")::add);
        return lets;
    }

    /** The collection that leads there; empty where all sources are inside. */
    static Optional<ObjectNode> nat(RuleWrite write) {
        List<Mapping> ways = write.shape().mappings();
        if (ways.isEmpty()) {
            return Optional.empty();
        }
        String name = write.name().text();
        ObjectNode leads = collection(name, write.priority(), "Dnat");
        List<String> outside = write.shape().sources().stream()
                .filter(FirewallOpening::isPublic)
                .toList();
        for (Mapping way : ways) {
            ObjectNode to = rule(leads, nameOf(name, way.publicPort()), write, outside);
            to.putArray("destinationAddresses").add(way.publicAddress());
            to.putArray("destinationPorts").add(String.valueOf(way.publicPort()));
            to.put("translatedAddress", way.address()).put("translatedPort", String.valueOf(way.port()));
        }
        return Optional.of(leads);
    }

    private static ObjectNode collection(String name, int priority, String action) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode says = collection.putObject("properties").put("priority", priority);
        says.putObject("action").put("type", action);
        says.putArray("rules");
        return collection;
    }

    private static ObjectNode rule(ObjectNode collection, String name, RuleWrite write, List<String> sources) {
        ObjectNode rule = collection
                .withObjectProperty("properties")
                .withArrayProperty("rules")
                .addObject();
        rule.put("name", name).put("description", write.description());
        List<String> protocols = switch (write.shape().protocol()) {
            case TCP -> List.of("TCP");
            case UDP -> List.of("UDP");
            case ANY -> List.of("TCP", "UDP");
        };
        protocols.forEach(rule.putArray("protocols")::add);
        sources.forEach(rule.putArray("sourceAddresses")::add);
        return rule;
    }

    private static String nameOf(String opening, int publicPort) {
        return opening + "-" + publicPort;
    }

    /** The same as one rule; not plain unless what is shown is surely {@code inForce}. */
    SecurityRule rule(boolean inForce) {
        JsonNode says = (network.isEmpty() ? nat : network).getFirst().path("properties");
        JsonNode lets = says.path("rules").path(0);
        boolean denies = nat.isEmpty()
                && network.stream().allMatch(each -> FirewallJson.access(each.path("properties")) == Access.DENY);
        return new SecurityRule(
                name,
                says.path("priority").asInt(),
                true,
                denies ? Access.DENY : Access.ALLOW,
                protocol(lets),
                FirewallJson.words(lets.path("sourceAddresses")),
                List.of("*"),
                FirewallJson.words(lets.path("destinationAddresses")),
                FirewallJson.words(lets.path("destinationPorts")),
                lets.path("description").asText(""),
                inForce && isAsWritten(lets),
                List.of(),
                List.of(),
                mappings());
    }

    private static String protocol(JsonNode rule) {
        Set<String> words = protocols(rule);
        return words.equals(Set.of("TCP")) ? "Tcp" : words.equals(Set.of("UDP")) ? "Udp" : "*";
    }

    private static Set<String> protocols(JsonNode rule) {
        Set<String> words = new HashSet<>();
        FirewallJson.words(rule.path("protocols")).forEach(word -> words.add(word.toUpperCase(Locale.ROOT)));
        return words;
    }

    private List<Mapping> mappings() {
        List<Mapping> ways = new ArrayList<>();
        nat.forEach(collection -> collection
                .path("properties")
                .path("rules")
                .forEach(rule -> ways.add(new Mapping(
                        rule.path("destinationAddresses").path(0).asText(),
                        rule.path("destinationPorts").path(0).asInt(),
                        rule.path("translatedAddress").asText(),
                        rule.path("translatedPort").asInt()))));
        return ways;
    }

    private boolean isAsWritten(JsonNode lets) {
        return network.size() == 1
                && nat.size() <= 1
                && (nat.isEmpty() || FirewallJson.access(network.getFirst().path("properties")) == Access.ALLOW)
                && network.getFirst().path("properties").path("rules").size() == 1
                && isRule(lets, name)
                && Set.of(Set.of("TCP"), Set.of("UDP"), Set.of("TCP", "UDP")).contains(protocols(lets))
                && lets.path("destinationFqdns").isEmpty()
                && nat.stream().allMatch(leads -> belongs(leads, lets));
    }

    private static boolean isRule(JsonNode rule, String name) {
        return rule.path("name").asText().equalsIgnoreCase(name)
                && rule.path("sourceIpGroups").isEmpty()
                && rule.path("destinationIpGroups").isEmpty();
    }

    /** Whether the DNAT rules lead whom the network rule lets pass, and say nothing else. */
    private boolean belongs(JsonNode leads, JsonNode lets) {
        JsonNode says = leads.path("properties");
        List<String> outside = FirewallJson.words(lets.path("sourceAddresses")).stream()
                .filter(FirewallOpening::isPublic)
                .toList();
        return says.path("priority")
                        .equals(network.getFirst().path("properties").path("priority"))
                && says.path("action").path("type").asText().equalsIgnoreCase("Dnat")
                && says.path("rules")
                        .valueStream()
                        .allMatch(rule -> isRule(
                                        rule,
                                        nameOf(
                                                name,
                                                rule.path("destinationPorts")
                                                        .path(0)
                                                        .asInt()))
                                && rule.path("destinationAddresses").size() == 1
                                && rule.path("destinationPorts").size() == 1
                                && rule.path("translatedFqdn").asText("").isEmpty()
                                && protocols(rule).equals(protocols(lets))
                                && rule.path("description")
                                        .asText("")
                                        .equals(lets.path("description").asText(""))
                                && Set.copyOf(FirewallJson.words(rule.path("sourceAddresses")))
                                        .equals(Set.copyOf(outside)));
    }

    private static boolean isPublic(String source) {
        try {
            return Gateway.isPublic(Cidr.parse(source));
        } catch (IllegalArgumentException tag) {
            return true;
        }
    }
}
