package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A VM behind a boundary: its addresses there, the ports that a policy keeps shut (none: not protected), and the name of
 * the firewall that its default route leads through, if there is one.
 */
public record Machine(
        VmId vm,
        List<Cidr> addresses,
        List<PortAccess> protectedPorts,
        @Nullable String firewall) {
    /** Why a grant on a VM behind a firewall is refused. */
    public static final String FIREWALL_NOT_ENFORCED = "firewall-not-enforced";

    public Machine {
        addresses = List.copyOf(addresses);
        protectedPorts = List.copyOf(protectedPorts);
    }

    /** A VM without a firewall before it. */
    public Machine(VmId vm, List<Cidr> addresses, List<PortAccess> protectedPorts) {
        this(vm, addresses, protectedPorts, null);
    }

    /** The sentence that goes with {@link #FIREWALL_NOT_ENFORCED}. */
    public static String behindFirewall(String firewall) {
        return "the default route of the virtual machine leads through Azure Firewall " + firewall
                + ", and openings through a firewall are not written; lead the route past it";
    }

    /** The destinations of a rule about this VM: whole addresses, written without a length. */
    public List<String> destinations(AddressFamily family) {
        return addresses.stream()
                .filter(address -> address.family() == family)
                .map(address ->
                        address.toString().substring(0, address.toString().indexOf('/')))
                .toList();
    }

    /** The deny that keeps the protected ports shut. One rule has one protocol, so ports of several are denied for all. */
    public RuleShape baseline() {
        Set<Protocol> protocols =
                protectedPorts.stream().map(PortAccess::protocol).collect(Collectors.toSet());
        return new RuleShape(
                Access.DENY,
                protocols.size() == 1 ? protocols.iterator().next() : Protocol.ANY,
                List.of("*"),
                destinations(AddressFamily.IPV4),
                protectedPorts.stream()
                        .map(access -> access.port().number())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList());
    }

    public boolean isProtected() {
        return !protectedPorts.isEmpty();
    }
}
