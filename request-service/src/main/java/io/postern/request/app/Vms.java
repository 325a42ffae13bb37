package io.postern.request.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.KnownVm;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** The VMs that the enforcer has seen, with what JIT policies offer on them. */
public interface Vms {
    Map<VmId, KnownVm> find(Collection<VmId> ids);

    /** Whether a VM has ever been seen, also one that is gone. */
    boolean knows(VmId vm);

    /** Keeps what the enforcer sees of a VM; one that is gone stays only for as long as a policy names it. */
    void assessed(VmAssessed fact, Instant now);
}
