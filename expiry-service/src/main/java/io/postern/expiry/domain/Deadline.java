package io.postern.expiry.domain;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a grant's window, and when somebody is told that it comes near; never, where that is missing. The window is
 * half-open: at this very instant the time is up. Kept to the microsecond, as in the database, and rounded up: never early.
 */
public record Deadline(
        GrantId grantId,
        RequestId requestId,
        Instant until,
        @Nullable Instant warnAt) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public Deadline {
        until = roundedUp(until);
        warnAt = warnAt == null ? null : roundedUp(warnAt);
        if (until.isBefore(EARLIEST) || until.isAfter(LATEST)) {
            throw new IllegalArgumentException("the end of a window lies outside of all calendars in use");
        }
        if (warnAt != null && !warnAt.isBefore(until)) {
            throw new IllegalArgumentException("a warning comes before the end");
        }
    }

    /** One that comes without a warning. */
    public Deadline(GrantId grantId, RequestId requestId, Instant until) {
        this(grantId, requestId, until, null);
    }

    /** What is to be announced of it. */
    public List<Moment> moments() {
        Moment end = new Moment(until, Moment.Kind.END, grantId, requestId, until);
        return warnAt == null
                ? List.of(end)
                : List.of(new Moment(warnAt, Moment.Kind.WARNING, grantId, requestId, until), end);
    }

    private static Instant roundedUp(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MICROS);
        return floor.equals(instant) || !floor.isBefore(LATEST) ? floor : floor.plus(1, ChronoUnit.MICROS);
    }
}
