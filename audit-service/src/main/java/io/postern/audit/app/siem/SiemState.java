package io.postern.audit.app.siem;

import java.time.Instant;

/** How far the telling of one SIEM is, as this instance knows. */
public final class SiemState {
    private volatile Instant complete = Instant.EPOCH;
    private volatile long waiting;

    /** When everything that was signed by then had been told; the beginning of time if this instance never told any. */
    public Instant complete() {
        return complete;
    }

    /** How many signed leaves wait, as far as it was looked. */
    public long waiting() {
        return waiting;
    }

    void waiting(long leaves) {
        waiting = leaves;
    }

    void completed(Instant asOf) {
        complete = asOf;
        waiting = 0;
    }
}
