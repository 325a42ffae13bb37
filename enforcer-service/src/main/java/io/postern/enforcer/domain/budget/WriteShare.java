package io.postern.enforcer.domain.budget;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Our part of the writes and deletes that Azure takes from a subscription in a region. A tenth may be sent at once, half of
 * that only if it removes something; the rest is spread evenly. However they are asked for, no five minutes see more.
 */
public record WriteShare(int writes) {
    /** What Azure's network provider counts by. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** What it takes in that time. */
    public static final int AZURE = 1_000;

    /** How much later than its slot a write may be sent; whoever comes later lines up anew. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final int RESERVED_ONE_IN = 20;

    public WriteShare {
        if (writes < 10) {
            throw new IllegalArgumentException(
                    "with fewer than ten writes in five minutes nothing can be kept in time");
        }
    }

    /** So many hundredths of what Azure takes. */
    public static WriteShare ofPercent(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("the share of Azure's writes is 1 to 100 percent");
        }
        return new WriteShare(AZURE * percent / 100);
    }

    /** For an instance that cannot ask what the others take, and thus only removes. */
    public WriteShare alone() {
        return new WriteShare(Math.max(10, writes / 2));
    }

    /** How many may be sent at once. */
    int burst() {
        return Math.max(2, writes / 10);
    }

    /** How long a write that was taken from the line is made up for. */
    public Duration spacing() {
        return line().each();
    }

    /** How far ahead the line may be taken from before anybody has to wait. */
    public Duration ahead() {
        return line().each().multipliedBy(line().atOnce());
    }

    /** What everybody lines up for. */
    Pace line() {
        return new Pace(burst() - burst() / 2, evenly(RESERVED_ONE_IN, RESERVED_ONE_IN - 1));
    }

    /** What only removals may take besides. */
    Pace reserve() {
        return new Pace(burst() / 2, evenly(RESERVED_ONE_IN, 1));
    }

    /** NB. whole microseconds, as a database keeps them, and rounded up, so that rounding never adds a write; a write may be late by the grace and thus into another window. */
    private Duration evenly(int parts, int of) {
        long micros = TimeUnit.NANOSECONDS.toMicros(WINDOW.plus(GRACE).toNanos()) / (writes - burst());
        return Duration.of((micros + 1) * parts / of + 1, ChronoUnit.MICROS);
    }
}
