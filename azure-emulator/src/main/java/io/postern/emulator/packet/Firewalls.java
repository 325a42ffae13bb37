package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;

/** The firewalls with classic rules; one with a policy is not modelled, as if it were not there. */
record Firewalls(World world) {
    private Stream<Firewall> classic() {
        return world.all(ResourceType.AZURE_FIREWALLS).stream()
                .filter(f -> f.properties()
                        .path("firewallPolicy")
                        .path("id")
                        .asText("")
                        .isEmpty())
                .map(f -> new Firewall(
                        f,
                        f.properties()
                                .path("ipConfigurations")
                                .valueStream()
                                .flatMap(c -> publicAddress(c.path("properties")).stream())
                                .toList()));
    }

    /** The public address of an IP configuration, where it has one. */
    Optional<InetAddress> publicAddress(JsonNode configuration) {
        return world.find(configuration.path("publicIPAddress").path("id").asText())
                .flatMap(address -> AddressPrefix.address(
                        address.properties().path("ipAddress").asText()));
    }

    Optional<Firewall> at(InetAddress publicAddress) {
        return classic()
                .filter(f -> f.publicAddresses().contains(publicAddress))
                .findFirst();
    }

    Optional<Firewall> named(String name) {
        return classic().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The firewall to which a subnet sends what leaves for this address, so that nothing else can lead a packet in from there. */
    Optional<Firewall> before(JsonNode subnet, InetAddress outside) {
        Optional<InetAddress> next =
                world.find(subnet.path("routeTable").path("id").asText()).flatMap(table -> hop(table, outside));
        return next.flatMap(hop -> classic()
                .filter(f -> f.inside().filter(hop::equals).isPresent())
                .findFirst());
    }

    /** The longest prefix wins. */
    private static Optional<InetAddress> hop(Stored table, InetAddress outside) {
        Optional<JsonNode> route = table.children()
                .valueStream()
                .map(r -> r.path("properties"))
                .filter(r -> length(r, outside) >= 0)
                .max((a, b) -> Integer.compare(length(a, outside), length(b, outside)));
        return route.filter(r -> r.path("nextHopType").asText().equalsIgnoreCase("VirtualAppliance"))
                .flatMap(r -> AddressPrefix.address(r.path("nextHopIpAddress").asText()));
    }

    private static int length(JsonNode route, InetAddress outside) {
        return AddressPrefix.parse(route.path("addressPrefix").asText())
                .filter(p -> p.contains(outside))
                .map(AddressPrefix::length)
                .orElse(-1);
    }
}
