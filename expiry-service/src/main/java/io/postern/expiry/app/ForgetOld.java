package io.postern.expiry.app;

import java.time.Duration;

/**
 * Deletes deadlines that have been over for long. An event from Kafka cannot bring them back to life: what the topic can still
 * hand over, 30 days and a segment of 7, is known to the inbox, and what is older than that is on the topic no more.
 */
public final class ForgetOld {
    private static final Duration KEPT = Duration.ofDays(40);
    private static final int BATCH = 500;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Deadlines deadlines;

    public ForgetOld(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** One batch; how long nothing will be to do after it. */
    public Duration step() {
        return deadlines.forget(KEPT, BATCH) == BATCH ? BETWEEN_BATCHES : BETWEEN_LOOKS;
    }
}
