package io.postern.messaging;

import java.time.Duration;

/**
 * For how long a relay still gives way to its service: a moment after each time it was asked, together no more than a bound, and
 * then not again for several times as long. Who reads from Kafka waits that much longer, once, and is never starved.
 */
final class Courtesy {
    static final Duration EACH = Duration.ofMillis(500);
    static final Duration TOGETHER = Duration.ofSeconds(2);
    static final Duration THEN_NOT_FOR = Duration.ofSeconds(8);

    private boolean ever;
    private long since;
    private long until;

    /** By the monotonic clock, in nanoseconds, as {@link #left}. */
    synchronized void asked(long now) {
        if (!ever || now - since > TOGETHER.plus(THEN_NOT_FOR).toNanos()) {
            ever = true;
            since = now;
        }
        until = Math.min(now - since + EACH.toNanos(), TOGETHER.toNanos());
    }

    /** Nanoseconds; zero or less when there is no reason to wait. */
    synchronized long left(long now) {
        return ever ? until - (now - since) : 0;
    }
}
