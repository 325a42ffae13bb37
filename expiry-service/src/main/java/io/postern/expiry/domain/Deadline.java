package io.postern.expiry.domain;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;

/** The end of a grant's window. The window is half-open: at this very instant the time is up. */
public record Deadline(GrantId grantId, RequestId requestId, Instant until) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public Deadline {
        if (until.isBefore(EARLIEST) || until.isAfter(LATEST)) {
            throw new IllegalArgumentException("the end of a window lies outside of all calendars in use");
        }
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(until);
    }
}
