package io.postern.simulation.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of one machine, which may be wrong, and run fast or slow. */
public final class OwnClock extends Clock {
    private final Kernel kernel;
    private Duration ahead = Duration.ZERO;
    private Instant since = Instant.EPOCH;
    private int pace = 1000;

    public OwnClock(Kernel kernel) {
        this.kernel = kernel;
    }

    public void set(Duration aheadOfTrueTime) {
        set(aheadOfTrueTime, 1000);
    }

    /** So far ahead now, and in a true second it goes on by so many thousandths of one. */
    public void set(Duration aheadOfTrueTime, int thousandths) {
        ahead = aheadOfTrueTime;
        since = kernel.now();
        pace = thousandths;
    }

    public Duration ahead() {
        return pace == 1000
                ? ahead
                : ahead.plusMillis(Duration.between(since, kernel.now()).toMillis() * (pace - 1000) / 1000);
    }

    @Override
    public Instant instant() {
        return kernel.now().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
