package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.time.Instant;
import java.util.List;

/** Which ports of which VMs are kept shut. */
public interface Policies {
    /** The protected ports of a VM; none when it is not protected. */
    List<PortAccess> of(VmId vm);

    void protect(VmId vm, String policyId, List<PortAccess> ports, Instant now);
}
