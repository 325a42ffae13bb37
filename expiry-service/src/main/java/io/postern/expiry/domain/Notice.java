package io.postern.expiry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long before the end of a window people are told of it; not of windows so short that half of it would not have passed. */
public record Notice(Duration before) {
    public Notice {
        if (before.isNegative()) {
            throw new IllegalArgumentException("a notice of " + before);
        }
    }

    /** None where it is zero, which switches it off. */
    public Optional<Instant> of(Instant from, Instant until) {
        Duration window = Duration.between(from, until);
        boolean early = window.minus(before).compareTo(before) < 0;
        return before.isZero() || early ? Optional.empty() : Optional.of(until.minus(before));
    }
}
