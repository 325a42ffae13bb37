package io.postern.arm;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: by chance between half a second and a bound that doubles up to fifteen, so that
 * those who met do not meet again; never sooner than Azure asks.
 */
public record Backoff(Duration shortest, Duration longest, DoubleSupplier random) {

    /** {@code random} gives numbers from 0 up to 1. */
    public static Backoff of(DoubleSupplier random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), random);
    }

    /** The pause after so many tries that failed in a row, the first being 1. */
    public Duration pause(int failures, Optional<Duration> retryAfter) {
        long least = shortest.toMillis();
        long bound = Math.min(longest.toMillis(), least << Math.clamp(failures, 1, 20));
        Duration pause = Duration.ofMillis(least + (long) (random.getAsDouble() * (bound - least)));
        return retryAfter.filter(asked -> asked.compareTo(pause) > 0).orElse(pause);
    }
}
