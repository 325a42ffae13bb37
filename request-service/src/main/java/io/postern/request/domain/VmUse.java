package io.postern.request.domain;

import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a VM has been used.
 *
 * @param approvedRequests how many requests of the last seven days were approved
 * @param lastAccess the last instant at which somebody is known to have had access; while somebody has, its beginning
 */
public record VmUse(
        long approvedRequests,
        boolean activeNow,
        @Nullable Instant lastAccess,
        @Nullable User lastUser) {
    /** How far back approved requests are counted. */
    public static final Duration COUNTED = Duration.ofDays(7);

    /** A VM that nobody has used. */
    public static final VmUse NONE = new VmUse(0, false, null, null);

    /** The person whose request it was. */
    public record User(PersonId id, String name) {}
}
