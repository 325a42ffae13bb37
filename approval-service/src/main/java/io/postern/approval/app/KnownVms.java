package io.postern.approval.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.VmId;
import io.postern.policy.TargetFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the inventory says about VMs, as far as it has come here. */
public interface KnownVms {
    /** What is known of these, all asked for at once; one that nobody saw is missing. */
    Map<VmId, TargetFacts.Seen> seen(Collection<VmId> vms);

    /** Takes in what the enforcer saw; part of the unit of work under way. */
    void assessed(VmAssessed assessed, Instant now);

    /** What a policy may look at of an assessment. */
    static TargetFacts.Seen seenIn(VmAssessed fact) {
        VmAssessed.Posture posture = fact.posture();
        return new TargetFacts.Seen(
                fact.location(),
                fact.os(),
                fact.tags(),
                fact.status().name(),
                posture == null ? "" : posture.guard().name(),
                posture == null ? List.of() : posture.openManagementPorts());
    }
}
