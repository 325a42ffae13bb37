package io.postern.enforcer.app;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.approval.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which ports of which VMs are kept shut, and how wide an approval may open them. */
public interface Policies {
    /** The protected ports of a VM; none when it is not protected. */
    List<PortAccess> of(VmId vm);

    /** Those of these VMs that are protected, with their ports. */
    Map<VmId, List<PortAccess>> of(Collection<VmId> vms);

    /** All VMs that are protected, with their ports. */
    Map<VmId, List<PortAccess>> byVm();

    /** The caps for approvals that open this VM; the default when it is not protected. */
    Limits limits(VmId vm);

    void protect(VmId vm, String policyId, List<PortAccess> ports, AccessConditions demands, Instant now);

    /** Changes what is kept shut of a VM that is protected. */
    void change(VmId vm, List<PortAccess> ports, AccessConditions demands, Instant now);

    /** From now on the VM is not protected, and that is known for sure. */
    void unprotect(VmId vm, Instant now);

    /**
     * Since when it is known for sure that the VM is not protected: empty for one that is, and for one that nobody told of yet.
     * That holds until the end of the transaction.
     */
    Optional<Instant> unprotectedSince(VmId vm);

    /** Both, for an approval that opens this VM. */
    default Held held(VmId vm) {
        return new Held(unprotectedSince(vm), limits(vm));
    }

    /** How a VM is kept shut. */
    record Held(Optional<Instant> unprotectedSince, Limits limits) {
        /** Of a VM that nobody told of yet. */
        static final Held UNTOLD = new Held(Optional.empty(), Limits.DEFAULT);
    }

    /** Whether the VM is protected; if so it stays it until the end of the transaction. */
    boolean holds(VmId vm);
}
