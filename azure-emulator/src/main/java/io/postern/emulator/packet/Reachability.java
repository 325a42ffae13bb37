package io.postern.emulator.packet;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a packet reaches a VM: the subnet's security group and the network interface's must both let it through. */
public final class Reachability {
    private final World world;

    public Reachability(World world) {
        this.world = world;
    }

    /** What is asked. */
    public record Question(InetAddress from, int sourcePort, String vm, int port, String protocol) {}

    /** The answer: who decided, and what each group on the way said. */
    public record Verdict(boolean allowed, String by, Optional<String> nsg, List<SecurityGroup.Answer> path) {
        public Verdict {
            path = List.copyOf(path);
        }
    }

    /** Empty when there is no such VM; a VM is named by its id or its name. */
    public Optional<Verdict> judge(Question question) {
        return world.locked(() -> vm(question.vm()).map(vm -> judge(vm, question)));
    }

    private Optional<Stored> vm(String idOrName) {
        return world.all(ResourceType.VIRTUAL_MACHINES).stream()
                .filter(vm -> vm.id().equalsIgnoreCase(idOrName) || vm.name().equalsIgnoreCase(idOrName))
                .findFirst();
    }

    private Verdict judge(Stored vm, Question question) {
        Optional<Stored> nic = primary(vm.properties().path("networkProfile").path("networkInterfaces"))
                .flatMap(reference -> world.find(reference.path("id").asText()));
        if (nic.isEmpty()) {
            return new Verdict(false, "no network interface", Optional.empty(), List.of());
        }
        boolean v6 = question.from().getAddress().length == 16;
        Optional<JsonNode> configuration = nic.get()
                .properties()
                .path("ipConfigurations")
                .valueStream()
                .map(c -> c.path("properties"))
                .filter(c -> AddressPrefix.parse(c.path("privateIPAddress").asText())
                        .map(address -> address.isV6() == v6)
                        .orElse(false))
                .findFirst();
        if (configuration.isEmpty()) {
            return new Verdict(false, "no address of this family", Optional.empty(), List.of());
        }
        return judge(nic.get(), configuration.get(), question);
    }

    private Verdict judge(Stored nic, JsonNode configuration, Question question) {
        String subnetId = configuration.path("subnet").path("id").asText();
        Optional<Stored> network = world.find(subnetId.replaceFirst("(?i)/subnets/[^/]+$", ""));
        Optional<JsonNode> subnet = network.flatMap(n -> n.child(subnetId.substring(subnetId.lastIndexOf('/') + 1)))
                .map(s -> s.path("properties"));
        InetAddress destination = AddressPrefix.address(
                        configuration.path("privateIPAddress").asText())
                .orElseThrow();
        Packet packet =
                new Packet(question.from(), question.sourcePort(), destination, question.port(), question.protocol());
        Zones zones = new Zones(network.map(Reachability::space).orElse(List.of()));
        List<SecurityGroup.Answer> path = new ArrayList<>();
        subnet.flatMap(this::group).ifPresent(g -> path.add(g.judge(packet, zones)));
        group(nic.properties()).ifPresent(g -> path.add(g.judge(packet, zones)));
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
