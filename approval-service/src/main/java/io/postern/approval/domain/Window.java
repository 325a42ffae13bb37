package io.postern.approval.domain;

import io.postern.contracts.event.ExtensionRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long access is asked for, seen from the moment of a decision, and the instant past which nothing may be open. */
record Window(Duration length, Instant notAfter) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Empty when nothing is left to open or to extend, or when it is longer than a day. */
    static Optional<Window> of(Wish wish, AccessTerms terms, Duration openingDelay, Instant now) {
        ExtensionRequested extension = wish.extension();
        if (extension != null) {
            return extension.currentEnd().isAfter(now)
                    ? of(Duration.between(extension.opened(), ends(terms)), ends(terms))
                    : Optional.empty();
        }
        Duration duration = terms.duration();
        Instant endsAt = terms.endsAt();
        if (duration == null) {
            return of(Duration.between(now, ends(terms)), ends(terms));
        }
        Duration left = endsAt == null ? duration : Duration.between(now, endsAt);
        Duration length = left.compareTo(duration) < 0 ? left : duration;
        if (length.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        Instant latest = now.plus(length).plus(openingDelay);
        return of(length, endsAt != null && endsAt.isBefore(latest) ? endsAt : latest);
    }

    private static Instant ends(AccessTerms terms) {
        Instant endsAt = terms.endsAt();
        if (endsAt == null) {
            throw new IllegalStateException("terms without a duration have an end");
        }
        return endsAt;
    }

    private static Optional<Window> of(Duration length, Instant notAfter) {
        return length.isPositive() && length.compareTo(LONGEST) <= 0
                ? Optional.of(new Window(length, notAfter))
                : Optional.empty();
    }
}
