package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A VM of the inventory with what its JIT policy offers and demands; no ports and no policy when none covers it. */
public record KnownVm(
        VmId vm,
        String location,
        String os,
        JitStatus status,
        @Nullable String statusReason,
        @Nullable Posture posture,
        List<PortLimit> ports,
        AccessConditions conditions,
        @Nullable PolicyId policy,
        long policyVersion) {
    public KnownVm {
        ports = List.copyOf(ports);
    }

    /** A VM whose policy, if it has one, demands nothing unusual. */
    public KnownVm(
            VmId vm,
            String location,
            String os,
            JitStatus status,
            @Nullable String statusReason,
            @Nullable Posture posture,
            List<PortLimit> ports) {
        this(vm, location, os, status, statusReason, posture, ports, AccessConditions.DEFAULT, null, 0);
    }

    List<PortLimit> limitsOf(Port port) {
        return ports.stream()
                .filter(limit -> limit.access().port().equals(port))
                .toList();
    }
}
