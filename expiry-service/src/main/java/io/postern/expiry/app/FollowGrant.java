package io.postern.expiry.app;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Notice;
import java.util.Optional;

/** Keeps the deadline of a grant in step with what the enforcer says stands in Azure. */
public final class FollowGrant {
    private final Deadlines deadlines;
    private final Notice notice;

    public FollowGrant(Deadlines deadlines, Notice notice) {
        this.deadlines = deadlines;
        this.notice = notice;
    }

    /** The deadline that is armed now, if the event was about one. */
    public Optional<Deadline> on(PosternEvent event) {
        if (event instanceof RulesApplied applied) {
            Deadline deadline = new Deadline(
                    applied.grantId(),
                    applied.requestId(),
                    applied.until(),
                    notice.of(applied.from(), applied.until()).orElse(null));
            deadlines.arm(deadline);
            return Optional.of(deadline);
        }
        if (event instanceof RulesRemoved removed) {
            deadlines.end(removed.grantId());
        }
        return Optional.empty();
    }
}
