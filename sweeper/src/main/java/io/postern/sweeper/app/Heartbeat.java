package io.postern.sweeper.app;

import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Instant;
import java.util.Optional;

/** Proof of life: when the last pass began that proved something, and what passes have done since the start. */
public final class Heartbeat {
    private Optional<Instant> lastPass = Optional.empty();
    private long removed;
    private long failed;
    private long standing;
    private long firewallsHidden;

    /**
     * Counts a pass. One that missed a subscription, was told an impossible time, or was kept from removing what was overdue
     * is no proof, so it leaves the time as it was.
     */
    public synchronized void beat(Instant begun, PassReport report) {
        if (report.proves(begun)) {
            lastPass = Optional.of(begun);
        }
        removed += report.count(Fate.REMOVED);
        failed += report.failed();
        standing = report.failed();
        firewallsHidden = report.firewallsHidden().size();
    }

    /** How many rules are overdue and still stand, as the last pass left it. */
    public synchronized long standing() {
        return standing;
    }

    /** In how many subscriptions the last pass had no right to list firewalls. */
    public synchronized long firewallsHidden() {
        return firewallsHidden;
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
