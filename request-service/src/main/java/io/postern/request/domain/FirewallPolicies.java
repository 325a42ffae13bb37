package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies on VMs that are reached through an Azure Firewall. */
final class FirewallPolicies {
    /** So many of a firewall's own ports are kept for one grant. */
    private static final int PORTS = 16;

    private FirewallPolicies() {}

    /** Azure's firewalls translate IPv4 addresses alone. */
    static List<Refusal> ipv4Alone(Proposal proposal) {
        List<Cidr> others = proposal.sources().stream()
                .filter(source -> source.family() != AddressFamily.IPV4)
                .toList();
        return behindAFirewall(proposal)
                .flatMap(vm -> others.stream()
                        .map(source -> new Refusal(
                                Reason.FIREWALL_IPV4_ONLY,
                                "VM " + vm.vm().name()
                                        + " is reached through an Azure Firewall, which takes IPv4 alone,"
                                        + " and " + source
                                        + " is IPv6; name the IPv4 addresses you will connect from in"
                                        + " 'sources'.")))
                .toList();
    }

    /** A grant is of one protocol. */
    static List<Refusal> fewPorts(Proposal proposal) {
        return behindAFirewall(proposal)
                .filter(vm -> accesses(proposal, vm)
                        .collect(Collectors.groupingBy(PortAccess::protocol, Collectors.counting()))
                        .values()
                        .stream()
                        .anyMatch(count -> count > PORTS))
                .map(vm -> new Refusal(
                        Reason.TOO_MANY_PORTS,
                        "VM " + vm.vm().name() + " is reached through an Azure Firewall, which leads to up to " + PORTS
                                + " ports of it for one request; split it."))
                .toList();
    }

    private static Stream<PortAccess> accesses(Proposal proposal, KnownVm vm) {
        return proposal.submission().targets().stream()
                .filter(wanted -> wanted.vm().equals(vm.vm()))
                .flatMap(wanted -> wanted.ports().stream())
                .flatMap(port -> vm.limitsOf(port).stream())
                .map(PortLimit::access)
                .distinct();
    }

    private static Stream<KnownVm> behindAFirewall(Proposal proposal) {
        return proposal.covered()
                .filter(vm ->
                        Optional.ofNullable(vm.posture()).map(Posture::firewall).isPresent())
                .filter(vm -> vm.status() != JitStatus.UNSUPPORTED);
    }
}
