package io.postern.simulation.planted;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is looked at once in a while. */
final class Sleepy extends Clock {
    private final Clock real;
    private final Duration nap;
    private Instant seen = Instant.EPOCH;

    Sleepy(Clock real, Duration nap) {
        this.real = real;
        this.nap = nap;
    }

    @Override
    public Instant instant() {
        Instant now = real.instant();
        if (now.isAfter(seen.plus(nap))) {
            seen = now;
        }
        return seen;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
