package io.postern.request.app;

import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.PolicyRefusal;
import java.util.List;

/** What became of an order to put one VM under a policy. */
public sealed interface VmPolicyWritten {
    /** The VM is covered as wanted; {@code created} when no policy had covered it. */
    record Stored(CoveredVm vm, boolean created) implements VmPolicyWritten {}

    /** Everything that stands against it; the first decides. */
    record Refused(List<PolicyRefusal> refusals) implements VmPolicyWritten {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    record PreconditionFailed() implements VmPolicyWritten {}
}
