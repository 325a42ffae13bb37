package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.Match;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A VM behind a boundary.
 *
 * @param addresses its addresses there
 * @param protectedPorts the ports that a policy keeps shut; none: it is not protected
 * @param gateway the firewall that its default route leads through, if there is one
 * @param groups the application security groups of an address by their ids in lower case, and whether it surely is in them
 */
public record Machine(
        VmId vm,
        List<Cidr> addresses,
        List<PortAccess> protectedPorts,
        @Nullable Gateway gateway,
        Map<Cidr, Map<String, Match>> groups) {
    public Machine {
        addresses = List.copyOf(addresses);
        protectedPorts = List.copyOf(protectedPorts);
        groups = Map.copyOf(groups);
    }

    /** A VM without a firewall before it, in no group. */
    public Machine(VmId vm, List<Cidr> addresses, List<PortAccess> protectedPorts) {
        this(vm, addresses, protectedPorts, null, Map.of());
    }

    /** The destinations of a rule about this VM: whole addresses, written without a length. */
    public List<String> destinations(AddressFamily family) {
        return addresses.stream()
                .filter(address -> address.family() == family)
                .map(Machine::bare)
                .toList();
    }

    /** The address that a firewall leads to, which is the lowest; there is one, or nothing is opened. */
    String front() {
        return addresses.stream()
                .filter(address -> address.family() == AddressFamily.IPV4)
                .min(Comparator.comparing(Cidr::network))
                .map(Machine::bare)
                .orElseThrow();
    }

    /** The deny that keeps the protected ports shut, one for each address: the lowest first, which bears the name of the VM. */
    public List<Deny> denies(String instance) {
        List<String> each = addresses.stream()
                .filter(address -> address.family() == AddressFamily.IPV4)
                .distinct()
                .sorted(Comparator.comparing(Cidr::network))
                .map(Machine::bare)
                .toList();
        return IntStream.range(0, isProtected() ? each.size() : 0)
                .mapToObj(i -> new Deny(
                        i == 0 ? RuleName.Baseline.of(instance, vm) : Deny.name(instance, vm, each.get(i)),
                        each.get(i),
                        baseline(List.of(each.get(i)))))
                .toList();
    }

    /** One rule has one protocol, so ports of several are denied for all. */
    RuleShape baseline(List<String> destinations) {
        List<Protocol> protocols =
                protectedPorts.stream().map(PortAccess::protocol).distinct().toList();
        return new RuleShape(
                Access.DENY,
                protocols.size() == 1 ? protocols.getFirst() : Protocol.ANY,
                List.of("*"),
                destinations,
                protectedPorts.stream()
                        .map(access -> access.port().number())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList());
    }

    private static String bare(Cidr address) {
        return address.toString().substring(0, address.toString().indexOf('/'));
    }

    /** The same VM as if a policy kept these ports shut. */
    public Machine protecting(List<PortAccess> ports) {
        return new Machine(vm, addresses, ports, gateway, groups);
    }

    public boolean isProtected() {
        return !protectedPorts.isEmpty();
    }
}
