package io.postern.simulation.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of one machine, which may be wrong. */
public final class OwnClock extends Clock {
    private final Kernel kernel;
    private Duration ahead = Duration.ZERO;

    public OwnClock(Kernel kernel) {
        this.kernel = kernel;
    }

    public void set(Duration aheadOfTrueTime) {
        ahead = aheadOfTrueTime;
    }

    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return kernel.now().plus(ahead);
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
