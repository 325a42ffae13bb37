package io.postern.messaging;

import java.time.Duration;

/** A chore that is due at once and then at intervals, by the monotonic clock. */
final class Every {
    private final long interval;
    private long next = System.nanoTime();

    Every(Duration interval) {
        this.interval = interval.toNanos();
    }

    boolean due() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + interval;
        return true;
    }
}
