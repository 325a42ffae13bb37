package io.postern.enforcer.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** So many reads of Azure a minute, for those who do not close: its patience belongs to those who do. */
final class ReadAllowance {
    /** Azure gives 10,000 reads in five minutes to everything that the enforcer does: a tenth of them, a minute. */
    static final int A_TENTH = 200;

    private final int aMinute;
    private Instant minute = Instant.MIN;
    private int left;

    ReadAllowance(int aMinute) {
        this.aMinute = aMinute;
    }

    /** All of them or none. */
    synchronized boolean take(int reads, Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            minute = current;
            left = aMinute;
        }
        if (reads > left) {
            return false;
        }
        left -= reads;
        return true;
    }
}
