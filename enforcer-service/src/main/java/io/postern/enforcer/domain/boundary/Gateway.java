package io.postern.enforcer.domain.boundary;

import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Azure Firewall with classic rules that leads to a VM.
 *
 * @param name what it is called
 * @param inside the subnets that packets come from once it has let them through
 * @param address the public address at which it is reached; null while that is not known
 * @param bare a network interface of the VM that nothing else guards; null if there is none
 */
public record Gateway(
        String name,
        List<Cidr> inside,
        @Nullable String address,
        @Nullable String bare) {
    /** Why nothing is opened for a VM that nothing but a firewall guards. */
    private static final String ONLY = "firewall-only";

    /** So many ports may a grant have that are reached through a firewall. */
    static final int PORTS = 16;

    /** The last priority that there are mapped ports for. */
    static final int LAST_PRIORITY = 1_695;

    private static final int FIRST_PORT = 40_000;
    private static final List<Cidr> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
            .map(Cidr::parse)
            .toList();

    public Gateway {
        inside = List.copyOf(inside);
    }

    /** Whether packets from there need DNAT: private ones are routed to the VM's own address, and keep theirs. */
    public static boolean isPublic(Cidr source) {
        return PRIVATE.stream().noneMatch(block -> block.contains(source));
    }

    /** The public port for the port at a place of a grant's, by the priority that the grant has at the firewall. */
    static int mapped(int priority, int place) {
        return FIRST_PORT + (priority - Slots.FIRST) * PORTS + place;
    }

    /** The priorities whose mapped ports may be among these. */
    static IntStream prioritiesOf(int fromPort, int toPort) {
        int last = Math.min(LAST_PRIORITY, Slots.FIRST + Math.floorDiv(toPort - FIRST_PORT, PORTS));
        return IntStream.rangeClosed(
                Math.max(Slots.FIRST, Slots.FIRST + Math.floorDiv(fromPort - FIRST_PORT, PORTS)), last);
    }

    /** Why nothing is opened here for anybody; empty when there is nothing in the way. */
    public Optional<Objection> objection() {
        return bare == null
                ? Optional.empty()
                : because(
                        ONLY,
                        "only Azure Firewall " + name + " guards network interface " + bare
                                + ", and no baseline is written there; attach an NSG to the interface or to its subnet");
    }

    /** Why there is no way through for these terms; empty when there is one. */
    Optional<Objection> objection(GrantTerms terms) {
        return objection().or(() -> way(terms));
    }

    private Optional<Objection> way(GrantTerms terms) {
        if (terms.family() == AddressFamily.IPV6) {
            return because(
                    "firewall-ipv4-only",
                    "the virtual machine is reached through Azure Firewall " + name
                            + ", which leads in IPv4 only; ask from an IPv4 address");
        }
        if (!translates(terms)) {
            return Optional.empty();
        }
        if (address == null || inside.isEmpty()) {
            return because(
                    "firewall-unreadable",
                    "the public address or the subnet of Azure Firewall " + name + " cannot be read; give the enforcer"
                            + " Microsoft.Network/publicIPAddresses/read and Microsoft.Network/virtualNetworks/read");
        }
        return terms.ports().size() > PORTS
                ? because(
                        "too-many-ports",
                        "Azure Firewall " + name + " leads to at most " + PORTS + " ports of one request, not "
                                + terms.ports().size())
                : Optional.empty();
    }

    private static Optional<Objection> because(String reason, String detail) {
        return Optional.of(new Objection(reason, detail));
    }

    /** Whether some of the sources come from outside. */
    static boolean translates(GrantTerms terms) {
        return terms.sources().stream().anyMatch(Gateway::isPublic);
    }

    /** From where packets of these sources come at an NSG behind the firewall, which puts its own address in place of a public one. */
    List<String> sourcesBehind(List<Cidr> sources) {
        Set<Cidr> behind = new LinkedHashSet<>();
        for (Cidr source : sources) {
            if (isPublic(source)) {
                behind.addAll(inside);
                PRIVATE.stream().filter(source::contains).forEach(behind::add);
            } else {
                behind.add(source);
            }
        }
        // NB. Azure takes no rule of an NSG in which one block holds another
        return behind.stream()
                .filter(block -> behind.stream().noneMatch(other -> !other.equals(block) && other.contains(block)))
                .map(Cidr::toString)
                .toList();
    }

    /** How the firewall leads to the ports of a grant with that priority, all at one address of the VM. */
    List<Mapping> mappings(GrantTerms terms, int priority, String destination) {
        String front = address;
        return front == null || !translates(terms)
                ? List.of()
                : IntStream.range(0, terms.ports().size())
                        .mapToObj(place -> new Mapping(
                                front,
                                mapped(priority, place),
                                destination,
                                terms.ports().get(place).number()))
                        .toList();
    }

    /** The same as whoever asked is told. */
    public List<MappedPort> told(GrantTerms terms, int priority) {
        return mappings(terms, priority, "").stream()
                .map(way -> new MappedPort(
                        new PortAccess(new Port(way.port()), terms.protocol()),
                        way.publicAddress(),
                        new Port(way.publicPort())))
                .toList();
    }
}
