package io.postern.expiry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the timer may rest: to the next deadline, rounded up so that it never wakes early, and never longer than it
 * takes to notice deadlines that came without a word, or a clock that was set.
 */
public record Pause(Duration atLeast, Duration atMost) {
    public Pause {
        if (atLeast.isNegative() || atLeast.compareTo(atMost) > 0) {
            throw new IllegalArgumentException("a pause lasts from " + atLeast + " to " + atMost);
        }
    }

    /** A deadline that is already past is another instance's work in progress: look again soon, but do not spin. */
    public Duration before(Optional<Instant> next, Instant now) {
        Duration left = next.map(until -> Duration.between(now, until)).orElse(atMost);
        if (left.compareTo(atMost) >= 0) {
            return atMost;
        }
        return left.compareTo(atLeast) < 0 ? atLeast : left;
    }
}
