package io.postern.expiry.app;

import io.postern.contracts.event.Expired;
import io.postern.expiry.domain.Deadline;
import java.time.Instant;
import java.util.List;

/** Announces every deadline that has come, each once, oldest first. */
public final class ExpireDue {
    private static final int BATCH = 100;

    private final Deadlines deadlines;
    private final Announcements announcements;
    private final Atomically atomically;

    public ExpireDue(Deadlines deadlines, Announcements announcements, Atomically atomically) {
        this.deadlines = deadlines;
        this.announcements = announcements;
        this.atomically = atomically;
    }

    /** One batch in one transaction; how many were announced. */
    public int at(Instant now) {
        return atomically.call(() -> {
            List<Deadline> due = deadlines.takeDue(now, BATCH);
            for (Deadline deadline : due) {
                if (!deadline.isDue(now)) {
                    throw new IllegalStateException("a deadline was taken early: " + deadline.until() + " at " + now);
                }
                announcements.append(new Expired(deadline.requestId(), deadline.grantId(), deadline.until()));
                deadlines.announced(deadline, now);
            }
            return due.size();
        });
    }
}
