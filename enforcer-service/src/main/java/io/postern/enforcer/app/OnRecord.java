package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.List;
import java.util.Map;

/** What the record says of one boundary, asked for at once: whoever waits for a port to open waits for this answer, too. */
public interface OnRecord {
    Found at(BoundaryId boundary);

    /**
     * The VMs behind it, the ports of those that are protected, the rules of ours that may stand there, and the grants of its
     * VMs that have not come to an end.
     */
    record Found(
            List<Snapshot> behind, Map<VmId, List<PortAccess>> ports, List<OwnRule> rules, List<Grant> unfinished) {}

    /** Asks one after the other. */
    static OnRecord of(Inventory inventory, Policies policies, OwnRules rules, Grants grants) {
        return boundary -> {
            List<Snapshot> behind = inventory.behind(boundary);
            List<VmId> vms = behind.stream().map(Snapshot::vm).toList();
            return new Found(behind, policies.of(vms), rules.on(boundary), grants.unfinishedOn(vms));
        };
    }
}
