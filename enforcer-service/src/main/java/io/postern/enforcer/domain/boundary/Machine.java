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

/** A VM behind a boundary: its addresses there, and the ports that a policy keeps shut (none: not protected). */
public record Machine(VmId vm, List<Cidr> addresses, List<PortAccess> protectedPorts) {
    public Machine {
        addresses = List.copyOf(addresses);
        protectedPorts = List.copyOf(protectedPorts);
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
