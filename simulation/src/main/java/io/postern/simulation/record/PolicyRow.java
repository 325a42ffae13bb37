package io.postern.simulation.record;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.util.List;

/** What is kept shut of a VM. */
public record PolicyRow(VmId vm, List<PortAccess> ports, AccessConditions demands) {
    public PolicyRow {
        ports = List.copyOf(ports);
    }
}
