package io.postern.expiry.app;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.expiry.domain.Deadline;

/** Keeps the deadline of a grant in step with what the enforcer says stands in Azure. */
public final class FollowGrant {
    private final Deadlines deadlines;

    public FollowGrant(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    public void on(PosternEvent event) {
        if (event instanceof RulesApplied applied) {
            deadlines.arm(new Deadline(applied.grantId(), applied.requestId(), applied.until()));
        } else if (event instanceof RulesRemoved removed) {
            deadlines.end(removed.grantId());
        }
    }
}
