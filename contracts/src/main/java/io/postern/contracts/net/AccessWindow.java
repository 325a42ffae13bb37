package io.postern.contracts.net;

import java.time.Instant;

/** The half-open stretch of time {@code [from, until)} in which a port is open. */
public record AccessWindow(Instant from, Instant until) {
    public AccessWindow {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a window ends after it begins");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
