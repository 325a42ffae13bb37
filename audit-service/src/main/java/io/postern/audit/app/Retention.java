package io.postern.audit.app;

import io.postern.audit.domain.TilePath;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long the entries of the log are handed out here. What is older and archived is no longer served; its tiles are, so
 * that everything younger can still be proven.
 */
public final class Retention {
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Duration time;
    private final ArchiveLog archive;
    private final LeafTimes times;
    private Instant next = Instant.MIN;
    private long pruned;

    public Retention(Duration time, ArchiveLog archive, LeafTimes times) {
        this.time = time;
        this.archive = archive;
        this.times = times;
    }

    /** Whether the entries of this bundle are no longer handed out. */
    public synchronized boolean isOver(long bundle, Instant now) {
        if (!now.isBefore(next)) {
            long old = times.recordedBefore(now.minus(time)) / TilePath.WIDTH;
            pruned = Math.max(pruned, Math.min(old, archive.archived()));
            next = now.plus(LOOK);
        }
        return bundle < pruned;
    }
}
