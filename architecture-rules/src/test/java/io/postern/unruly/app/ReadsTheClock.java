package io.postern.unruly.app;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Planted: every way to read the wall clock. */
public final class ReadsTheClock {
    public Instant instant() {
        return Instant.now();
    }

    public Supplier<Instant> reference() {
        return Instant::now;
    }

    public LocalDateTime local() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    public long millis() {
        return System.currentTimeMillis();
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    public Clock ticking() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    public Date date() {
        return new Date();
    }
}
