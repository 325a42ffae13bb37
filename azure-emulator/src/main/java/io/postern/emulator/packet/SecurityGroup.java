package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One network security group as a filter: the first inbound rule in order of priority that fits a packet decides. */
public record SecurityGroup(String name, List<JsonNode> rules) {
    public SecurityGroup {
        rules = List.copyOf(rules);
    }

    /** The group with its own rules; the default rules are added. */
    public static SecurityGroup of(String id, String name, JsonNode ownRules) {
        List<JsonNode> rules = new ArrayList<>();
        ownRules.forEach(rules::add);
        DefaultRules.of(id).forEach(rules::add);
        return new SecurityGroup(name, rules);
    }

    /** What one group says. */
    public record Answer(boolean allowed, String rule, String group) {}

    public Answer judge(Packet packet, Zones zones) {
        return rules.stream()
                .filter(rule ->
                        rule.path("properties").path("direction").asText().equalsIgnoreCase("Inbound"))
                .sorted(Comparator.comparingInt(
                        rule -> rule.path("properties").path("priority").asInt()))
                .filter(rule -> fits(rule.path("properties"), packet, zones))
                .findFirst()
                .map(rule -> new Answer(
                        rule.path("properties").path("access").asText().equalsIgnoreCase("Allow"),
                        rule.path("name").asText(),
                        name))
                .orElseThrow(() -> new IllegalStateException("the default rules fit every packet"));
    }

    private static boolean fits(JsonNode rule, Packet packet, Zones zones) {
        String protocol = rule.path("protocol").asText();
        boolean hasPorts =
                packet.protocol().equalsIgnoreCase("Tcp") || packet.protocol().equalsIgnoreCase("Udp");
        return (protocol.equals("*") || protocol.equalsIgnoreCase(packet.protocol()))
                && (!hasPorts || holds(RuleFields.destinationPorts(rule), packet.port()))
                && (!hasPorts || holds(RuleFields.sourcePorts(rule), packet.sourcePort()))
                && (RuleFields.sourcePrefixes(rule).stream().anyMatch(p -> zones.matches(p, packet.source()))
                        || RuleFields.sourceGroups(rule).stream().anyMatch(g -> zones.isMember(g, packet.source())))
                && (RuleFields.destinationPrefixes(rule).stream().anyMatch(p -> zones.matches(p, packet.destination()))
                        || RuleFields.destinationGroups(rule).stream()
                                .anyMatch(g -> zones.isMember(g, packet.destination())));
    }

    private static boolean holds(List<String> ranges, int port) {
        return ranges.stream()
                .anyMatch(
                        text -> PortRange.parse(text).map(r -> r.contains(port)).orElse(false));
    }
}
