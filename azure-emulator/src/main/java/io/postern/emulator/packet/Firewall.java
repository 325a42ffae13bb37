package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.world.Stored;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An Azure Firewall with classic rules: its DNAT rules let packets in and lead them on, unless a network rule denies what comes out. */
record Firewall(Stored resource, List<InetAddress> publicAddresses) {
    Firewall {
        publicAddresses = List.copyOf(publicAddresses);
    }

    /** Where a packet goes on to. */
    record Way(InetAddress address, int port) {}

    String name() {
        return resource.name();
    }

    /** The address that packets seem to come from when they leave it. */
    Optional<InetAddress> inside() {
        return resource.properties()
                .path("ipConfigurations")
                .valueStream()
                .flatMap(c -> AddressPrefix.address(
                        c.at("/properties/privateIPAddress").asText())
                        .stream())
                .findFirst();
    }

    /** The ports of public addresses that DNAT rules lead on to one of these ports of a VM; of a range, its first. */
    Set<Entrance> entrances(Collection<Integer> inner) {
        return rules("natRuleCollections")
                .map(r -> r.rule)
                .filter(rule ->
                        way(rule).filter(way -> inner.contains(way.port())).isPresent())
                .flatMap(rule -> AddressPrefix.address(
                                rule.path("destinationAddresses").path(0).asText())
                        .stream()
                        .flatMap(address -> ports(rule).map(port -> new Entrance(address, port.from()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where the first DNAT rule that fits sends a packet for one of the public addresses. */
    Optional<Way> translate(Packet packet) {
        return rules("natRuleCollections")
                .map(r -> r.rule)
                .filter(rule -> fits(rule, packet))
                .findFirst()
                .flatMap(Firewall::way);
    }

    /** Whether any packet of this source to a public address and port ends at this private one. */
    boolean leadsTo(Packet inner) {
        Way wanted = new Way(inner.destination(), inner.port());
        return rules("natRuleCollections")
                .map(r -> r.rule)
                .filter(rule -> way(rule).filter(wanted::equals).isPresent())
                .anyMatch(rule -> publicAddresses.stream()
                        .anyMatch(to -> ports(rule)
                                .anyMatch(port -> translate(new Packet(
                                                inner.source(), inner.sourcePort(), to, port.from(), inner.protocol()))
                                        .filter(wanted::equals)
                                        .isPresent())));
    }

    /** The network rule that denies what a DNAT rule has let in. */
    Optional<String> denial(Packet inner) {
        return rules("networkRuleCollections")
                .filter(r -> fits(r.rule, inner))
                .findFirst()
                .filter(r -> r.action.equalsIgnoreCase("Deny"))
                .map(r -> r.rule.path("name").asText());
    }

    private record Ordered(int priority, String action, JsonNode rule) {}

    private Stream<Ordered> rules(String collections) {
        return resource.properties()
                .path(collections)
                .valueStream()
                .map(c -> c.path("properties"))
                .sorted(Comparator.comparingInt(c -> c.path("priority").asInt()))
                .flatMap(c -> c.path("rules")
                        .valueStream()
                        .map(rule -> new Ordered(
                                c.path("priority").asInt(), c.at("/action/type").asText(), rule)));
    }

    private static boolean fits(JsonNode rule, Packet packet) {
        return rule.path("protocols")
                        .valueStream()
                        .map(JsonNode::asText)
                        .anyMatch(p -> p.equalsIgnoreCase("Any") || p.equalsIgnoreCase(packet.protocol()))
                && holds(rule.path("sourceAddresses"), packet.source())
                && holds(rule.path("destinationAddresses"), packet.destination())
                && ports(rule).anyMatch(range -> range.contains(packet.port()));
    }

    private static Stream<PortRange> ports(JsonNode rule) {
        return rule.path("destinationPorts").valueStream().flatMap(p -> PortRange.parse(p.asText()).stream());
    }

    private static boolean holds(JsonNode prefixes, InetAddress address) {
        return prefixes.valueStream()
                .map(JsonNode::asText)
                .anyMatch(text -> text.equals("*")
                        || AddressPrefix.parse(text)
                                .filter(p -> p.contains(address))
                                .isPresent());
    }

    private static Optional<Way> way(JsonNode rule) {
        return AddressPrefix.address(rule.path("translatedAddress").asText())
                .flatMap(address -> PortRange.parse(rule.path("translatedPort").asText())
                        .map(port -> new Way(address, port.from())));
    }
}
