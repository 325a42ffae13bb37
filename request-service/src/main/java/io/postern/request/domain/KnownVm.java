package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A VM of the inventory with what its JIT policy offers; no ports when no policy covers it. */
public record KnownVm(
        VmId vm,
        String location,
        String os,
        JitStatus status,
        @Nullable String statusReason,
        @Nullable Posture posture,
        List<PortLimit> ports) {
    public KnownVm {
        ports = List.copyOf(ports);
    }

    List<PortLimit> limitsOf(Port port) {
        return ports.stream()
                .filter(limit -> limit.access().port().equals(port))
                .toList();
    }
}
