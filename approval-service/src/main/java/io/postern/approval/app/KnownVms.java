package io.postern.approval.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.VmId;
import io.postern.policy.TargetFacts;
import java.time.Instant;
import java.util.Optional;

/** What the inventory says about VMs, as far as it has come here. */
public interface KnownVms {
    Optional<TargetFacts.Seen> seen(VmId vm);

    /** Takes in what the enforcer saw; part of the unit of work under way. */
    void assessed(VmAssessed assessed, Instant now);
}
