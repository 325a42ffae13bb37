package io.postern.enforcer.domain.inventory;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.boundary.Machine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A VM as Azure shows it. */
public record Snapshot(VmId vm, String location, String os, List<NetworkInterface> interfaces) {
    public Snapshot {
        interfaces = List.copyOf(interfaces);
    }

    /** Why just-in-time access cannot be given on this VM; empty when it can. */
    public Optional<String> unsupported() {
        if (interfaces.isEmpty()) {
            return Optional.of("no-network-interface");
        }
        if (interfaces.stream().anyMatch(nic -> nic.nsg() == null)) {
            return Optional.of("network-interface-without-nsg");
        }
        if (interfaces.stream().anyMatch(nic -> nic.privateAddresses().isEmpty())) {
            return Optional.of("no-private-address");
        }
        if (interfaces.stream()
                .flatMap(nic -> nic.privateAddresses().stream())
                .anyMatch(address -> address.contains(":"))) {
            return Optional.of("ipv6-private-address");
        }
        return Optional.empty();
    }

    /** The boundaries on the way to this VM: all must let a packet pass, none when the VM is unsupported. */
    public Set<NsgId> boundaries() {
        return unsupported().isPresent()
                ? Set.of()
                : interfaces.stream()
                        .map(NetworkInterface::nsg)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }

    /** This VM as it stands behind one of its boundaries. */
    public Machine behind(NsgId nsg, List<PortAccess> protectedPorts) {
        List<Cidr> addresses = interfaces.stream()
                .filter(nic -> nsg.equals(nic.nsg()))
                .flatMap(nic -> nic.privateAddresses().stream())
                .map(Cidr::parse)
                .toList();
        return new Machine(vm, addresses, protectedPorts);
    }
}
