package io.postern.contracts.event;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.util.List;

/** One VM of a request with the ports asked for: at least one, each once. */
public record Target(VmId vm, List<PortAccess> ports) {
    public Target {
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("name at least one port of " + vm.name());
        }
        if (ports.stream().distinct().count() != ports.size()) {
            throw new IllegalArgumentException("a port of " + vm.name() + " is named twice");
        }
    }
}
