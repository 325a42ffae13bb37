package io.postern.emulator.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one budget holds. Who was told to come back later is not served, and told anew, until then. */
abstract sealed class Meter permits TokenBucket, FixedWindow {
    private Instant blockedUntil = Instant.MIN;
    private long taken;
    private long refused;

    /** Takes one; else how long to wait, in whole seconds. */
    final Optional<Duration> take(Instant now, boolean limited) {
        if (limited && now.isBefore(blockedUntil)) {
            refused++;
            return Optional.of(seconds(Duration.between(now, blockedUntil)));
        }
        Duration wait = wait(now);
        if (limited && wait.isPositive()) {
            refused++;
            Duration told = seconds(wait);
            blockedUntil = now.plus(told);
            return Optional.of(told);
        }
        spend();
        taken++;
        return Optional.empty();
    }

    /** How long until there is one; nothing when there is one now. */
    abstract Duration wait(Instant now);

    abstract void spend();

    /** How many are left. */
    abstract long left(Instant now);

    final long taken() {
        return taken;
    }

    final long refused() {
        return refused;
    }

    // NB. whole seconds are all that Retry-After can say, and 0 is read as "whatever I am used to" by some.
    private static Duration seconds(Duration wait) {
        return Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
