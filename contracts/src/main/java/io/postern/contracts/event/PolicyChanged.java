package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.util.List;

/** A JIT policy was made or replaced: these VMs are protected, on these ports, with these limits. */
public record PolicyChanged(String policyId, List<ProtectedVm> virtualMachines, PersonId changedBy)
        implements PosternEvent {
    public PolicyChanged {
        virtualMachines = List.copyOf(virtualMachines);
    }

    @Override
    public String subject() {
        return policyId;
    }

    /** One VM under a policy. */
    public record ProtectedVm(VmId vm, List<PortLimit> ports) {
        public ProtectedVm {
            ports = List.copyOf(ports);
        }
    }

    /** What a policy offers on one port: who may ask from where, and for how long at most. */
    public record PortLimit(PortAccess access, List<String> allowedSources, Duration maxDuration) {
        public PortLimit {
            allowedSources = List.copyOf(allowedSources);
            Terms.positive(maxDuration);
        }
    }
}
