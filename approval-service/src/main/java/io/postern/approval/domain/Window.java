package io.postern.approval.domain;

import io.postern.contracts.event.RequestSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a request asks for, seen from the moment of a decision, and the instant past which nothing may be open. */
record Window(Duration length, Instant notAfter) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Empty when nothing is left to open, or when it is longer than a day. */
    static Optional<Window> of(RequestSubmitted request, Duration openingDelay, Instant now) {
        Duration duration = request.duration();
        Instant endsAt = request.endsAt();
        Duration length = duration != null ? duration : Duration.between(now, endsAt);
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Window(length, endsAt != null ? endsAt : now.plus(length).plus(openingDelay)));
    }
}
