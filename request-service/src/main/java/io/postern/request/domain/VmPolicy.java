package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JIT policy says of one VM; the public address is that of a firewall in front of it. */
public record VmPolicy(
        VmId vm,
        List<PortLimit> ports,
        AccessConditions conditions,
        @Nullable String publicIpAddress) {
    public VmPolicy {
        ports = List.copyOf(ports);
    }

    VmPolicy spelt(VmId spelling) {
        return new VmPolicy(spelling, ports, conditions, publicIpAddress);
    }
}
