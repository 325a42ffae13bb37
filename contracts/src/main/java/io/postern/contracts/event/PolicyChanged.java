package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JIT policy says of one VM was made or replaced: it is protected, on these ports, with these limits. */
public record PolicyChanged(
        String policyId,
        VmId vm,
        List<PortLimit> ports,
        @Nullable AccessConditions conditions,
        PersonId changedBy) implements PosternEvent {
    public PolicyChanged {
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a policy offers a VM at least one port");
        }
    }

    /** What the policy demands; the default where it says nothing. */
    public AccessConditions demands() {
        return conditions == null ? AccessConditions.DEFAULT : conditions;
    }

    /** The VM: the compacted topic keeps the newest of each, however many one policy holds. */
    @Override
    public String subject() {
        return vm.key();
    }

    /** What a policy offers on one port: who may ask from where, and for how long at most. */
    public record PortLimit(PortAccess access, List<String> allowedSources, Duration maxDuration) {
        public PortLimit {
            allowedSources = List.copyOf(allowedSources);
            Terms.positive(maxDuration);
        }
    }
}
