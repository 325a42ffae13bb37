package io.postern.request.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The number of live requests in the installation, counted anew every second; in between, ours are added to it. */
final class LiveCount {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private long count;
    private Instant counted = Instant.MIN;

    synchronized long at(Instant now, LongSupplier recount) {
        if (now.isBefore(counted) || !now.isBefore(counted.plus(FRESH))) {
            count = recount.getAsLong();
            counted = now;
        }
        return count;
    }

    synchronized void add(int more) {
        count += more;
    }
}
