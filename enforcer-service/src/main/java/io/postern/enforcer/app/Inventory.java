package io.postern.enforcer.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VMs as they were last seen in Azure. */
public interface Inventory {
    Optional<Snapshot> find(VmId vm);

    /** Those of these VMs that are known. */
    Map<VmId, Snapshot> find(Collection<VmId> vms);

    List<Snapshot> behind(BoundaryId boundary);

    List<VmAssessed> all();

    void save(Collection<VmAssessed> assessed);

    void remove(VmId vm);
}
