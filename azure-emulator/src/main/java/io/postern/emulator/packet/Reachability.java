package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a packet reaches a VM: the subnet's security group and the network interface's must both let it through. */
public final class Reachability {
    private final World world;
    private final Firewalls firewalls;

    public Reachability(World world) {
        this.world = world;
        this.firewalls = new Firewalls(world);
    }

    /**
     * What is asked; without {@code to}, of the first address of the VM's primary interface that is of the family; without a VM
     * (empty), of whichever one a firewall leads to from its public address {@code to}.
     */
    public record Question(
            InetAddress from, int sourcePort, String vm, Optional<InetAddress> to, int port, String protocol) {
        public Question(InetAddress from, int sourcePort, String vm, int port, String protocol) {
            this(from, sourcePort, vm, Optional.empty(), port, protocol);
        }
    }

    /** The answer: who decided, and what each group on the way said. */
    public record Verdict(boolean allowed, String by, Optional<String> nsg, List<SecurityGroup.Answer> path) {
        public Verdict {
            path = List.copyOf(path);
        }
    }

    /** Empty when there is no such VM or firewall; a VM is named by its id or its name. */
    public Optional<Verdict> judge(Question question) {
        return world.locked(() -> question.vm().isEmpty()
                ? question.to().flatMap(to -> firewalls.at(to).map(firewall -> through(firewall, to, question)))
                : vm(question.vm()).map(vm -> judge(vm, question)));
    }

    /** Through which public addresses and ports a firewall of this name leads to one of these ports of a VM, whoever asks. */
    public Set<Entrance> entrances(String firewall, Collection<Integer> inner) {
        return world.locked(
                () -> firewalls.named(firewall).map(f -> f.entrances(inner)).orElse(Set.of()));
    }

    /** A packet for a firewall's public address, as the VM that it is led to sees it; empty when it is led to none. */
    public Optional<Question> beyond(Question question) {
        return world.locked(() -> question.to()
                .flatMap(to -> firewalls
                        .at(to)
                        .flatMap(firewall -> translated(firewall, to, question)
                                .flatMap(inner -> at(inner.destination())
                                        .flatMap(spot -> vmOf(spot.nic))
                                        .map(vm -> new Question(
                                                firewall.inside().orElse(inner.source()),
                                                inner.sourcePort(),
                                                vm.name(),
                                                Optional.of(inner.destination()),
                                                inner.port(),
                                                inner.protocol()))))));
    }

    private Verdict through(Firewall firewall, InetAddress to, Question question) {
        return translated(firewall, to, question)
                .map(packet -> at(packet.destination())
                        .map(spot -> behind(firewall, place(spot.nic, spot.configuration), packet))
                        .orElseGet(() -> blocked("no such address")))
                .orElseGet(() -> blocked("no DNAT rule of " + firewall.name()));
    }

    private static Optional<Packet> translated(Firewall firewall, InetAddress to, Question question) {
        return firewall.translate(
                        new Packet(question.from(), question.sourcePort(), to, question.port(), question.protocol()))
                .map(way -> new Packet(
                        question.from(), question.sourcePort(), way.address(), way.port(), question.protocol()));
    }

    /** Where a private address is. */
    private record Spot(Stored nic, JsonNode configuration) {}

    private Optional<Spot> at(InetAddress inside) {
        return world.all(ResourceType.NETWORK_INTERFACES).stream()
                .flatMap(nic -> configurations(nic).map(c -> new Spot(nic, c)))
                .filter(spot -> AddressPrefix.address(
                                spot.configuration.path("privateIPAddress").asText())
                        .filter(inside::equals)
                        .isPresent())
                .findFirst();
    }

    private Optional<Stored> vmOf(Stored nic) {
        return world.find(nic.properties().path("virtualMachine").path("id").asText());
    }

    private static Verdict blocked(String why) {
        return new Verdict(false, why, Optional.empty(), List.of());
    }

    private Optional<Stored> vm(String idOrName) {
        return world.all(ResourceType.VIRTUAL_MACHINES).stream()
                .filter(vm -> vm.id().equalsIgnoreCase(idOrName) || vm.name().equalsIgnoreCase(idOrName))
                .findFirst();
    }

    private Verdict judge(Stored vm, Question question) {
        JsonNode references = vm.properties().path("networkProfile").path("networkInterfaces");
        List<Stored> nics = (question.to().isPresent() ? references.valueStream() : primary(references).stream())
                .flatMap(reference -> world.find(reference.path("id").asText()).stream())
                .toList();
        if (nics.isEmpty()) {
            return blocked("no network interface");
        }
        for (Stored nic : nics) {
            Optional<JsonNode> configuration =
                    configurations(nic).filter(c -> isMeant(c, question)).findFirst();
            if (configuration.isPresent()) {
                return judge(nic, configuration.get(), question);
            }
        }
        return blocked(question.to().isPresent() ? "no such address" : "no address of this family");
    }

    private static boolean isMeant(JsonNode configuration, Question question) {
        return AddressPrefix.address(configuration.path("privateIPAddress").asText())
                .filter(address -> address.getClass() == question.from().getClass()
                        && question.to().filter(to -> !to.equals(address)).isEmpty())
                .isPresent();
    }

    private static Stream<JsonNode> configurations(Stored nic) {
        return nic.properties().path("ipConfigurations").valueStream().map(c -> c.path("properties"));
    }

    /** Where an address is: its interface, its subnet, and what the words of rules mean there. */
    private record Place(Stored nic, Optional<JsonNode> subnet, Zones zones) {}

    private Place place(Stored nic, JsonNode configuration) {
        String subnetId = configuration.path("subnet").path("id").asText();
        Optional<Stored> network = world.find(subnetId.replaceFirst("(?i)/subnets/[^/]+$", ""));
        Optional<JsonNode> subnet = network.flatMap(n -> n.child(subnetId.substring(subnetId.lastIndexOf('/') + 1)))
                .map(s -> s.path("properties"));
        return new Place(
                nic, subnet, network.map(n -> new Zones(space(n), groups(n))).orElseGet(() -> new Zones(List.of())));
    }

    private Verdict judge(Stored nic, JsonNode configuration, Question question) {
        Place place = place(nic, configuration);
        InetAddress destination = AddressPrefix.address(
                        configuration.path("privateIPAddress").asText())
                .orElseThrow();
        Packet packet =
                new Packet(question.from(), question.sourcePort(), destination, question.port(), question.protocol());
        boolean ledIn = place.zones().matches("Internet", question.from())
                && firewalls.publicAddress(configuration).isEmpty();
        Optional<Firewall> firewall =
                ledIn ? place.subnet().flatMap(s -> firewalls.before(s, question.from())) : Optional.empty();
        return firewall.map(f -> f.leadsTo(packet) ? behind(f, place, packet) : blocked("no DNAT rule of " + f.name()))
                .orElseGet(() -> filtered(place, packet));
    }

    /** A packet that a DNAT rule has let in: it comes from the firewall now. */
    private Verdict behind(Firewall firewall, Place place, Packet packet) {
        return firewall.denial(packet)
                .map(rule -> blocked("network rule " + rule + " of " + firewall.name()))
                .orElseGet(() -> filtered(
                        place,
                        new Packet(
                                firewall.inside().orElse(packet.source()),
                                packet.sourcePort(),
                                packet.destination(),
                                packet.port(),
                                packet.protocol())));
    }

    private Verdict filtered(Place place, Packet packet) {
        List<SecurityGroup.Answer> path = new ArrayList<>();
        place.subnet().flatMap(this::group).ifPresent(g -> path.add(g.judge(packet, place.zones())));
        group(place.nic().properties()).ifPresent(g -> path.add(g.judge(packet, place.zones())));
        return path.stream()
                .filter(answer -> !answer.allowed())
                .findFirst()
                .or(() -> path.isEmpty() ? Optional.empty() : Optional.of(path.getLast()))
                .map(answer -> new Verdict(answer.allowed(), answer.rule(), Optional.of(answer.group()), path))
                .orElseGet(() -> new Verdict(true, "no network security group", Optional.empty(), path));
    }

    private Optional<SecurityGroup> group(JsonNode holder) {
        return world.find(holder.path("networkSecurityGroup").path("id").asText())
                .map(nsg -> SecurityGroup.of(nsg.id(), nsg.name(), nsg.children()));
    }

    /** A group holds interfaces of one virtual network only. */
    private Map<String, Set<InetAddress>> groups(Stored network) {
        String inside = network.id().toLowerCase(Locale.ROOT) + "/subnets/";
        Map<String, Set<InetAddress>> groups = new HashMap<>();
        world.all(ResourceType.NETWORK_INTERFACES).stream()
                .flatMap(Reachability::configurations)
                .filter(c -> c.path("subnet")
                        .path("id")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(inside))
                .forEach(c -> c.path("applicationSecurityGroups")
                        .forEach(group -> AddressPrefix.address(
                                        c.path("privateIPAddress").asText())
                                .ifPresent(address -> groups.computeIfAbsent(
                                                group.path("id").asText().toLowerCase(Locale.ROOT),
                                                _ -> new HashSet<>())
                                        .add(address))));
        return groups;
    }

    private static Optional<JsonNode> primary(JsonNode references) {
        return references
                .valueStream()
                .filter(r -> r.path("properties").path("primary").asBoolean())
                .findFirst()
                .or(() -> references.valueStream().findFirst());
    }

    private static List<AddressPrefix> space(Stored network) {
        return network.properties()
                .path("addressSpace")
                .path("addressPrefixes")
                .valueStream()
                .flatMap(p -> AddressPrefix.parse(p.asText()).stream())
                .toList();
    }
}
