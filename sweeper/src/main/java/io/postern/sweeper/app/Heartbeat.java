package io.postern.sweeper.app;

import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Instant;
import java.util.Optional;

/** Proof of life: when the last pass that saw every subscription began, and what passes have done since the start. */
public final class Heartbeat {
    private Optional<Instant> lastPass = Optional.empty();
    private long removed;
    private long failed;

    /** Counts a pass. One that missed a subscription is no proof, so it leaves the time as it was. */
    public synchronized void beat(Instant begun, PassReport report) {
        if (report.complete()) {
            lastPass = Optional.of(begun);
        }
        removed += report.count(Fate.REMOVED);
        failed += report.count(Fate.FAILED);
    }

    public synchronized Optional<Instant> lastPass() {
        return lastPass;
    }

    public synchronized long removed() {
        return removed;
    }

    public synchronized long failed() {
        return failed;
    }
}
