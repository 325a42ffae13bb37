package io.postern.enforcer.app;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the database answers: asked every second, so that nobody whose rule is over waits for it to find out. */
public final class Pulse {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private volatile @Nullable Instant askedAt;
    private volatile boolean failed;

    void asked(Instant now) {
        askedAt = now;
    }

    void answered() {
        askedAt = null;
        failed = false;
    }

    void failed() {
        askedAt = null;
        failed = true;
    }

    public boolean isSilent(Instant now) {
        Instant since = askedAt;
        return failed || (since != null && now.isAfter(since.plus(PATIENCE)));
    }
}
