package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a request stands at an instant, and why when it is closed. Any grant closing makes it closing; else any open one
 * open; else any still to come opening; else all have ended.
 */
public record Standing(RequestState state, @Nullable CloseReason reason) {
    static Standing of(AccessRequest request, Instant now) {
        if (request.grants().isEmpty()) {
            return withoutGrants(request);
        }
        List<Grant> grants = request.currentAt(now);
        return grants.isEmpty() ? betweenGrants(request) : withGrants(request, grants);
    }

    /** One grant has made way for a longer one that has not been heard of yet. */
    private static Standing betweenGrants(AccessRequest request) {
        Ending ending = request.ending();
        if (ending == null) {
            return new Standing(RequestState.OPEN, null);
        }
        return ending.confirmed()
                ? new Standing(RequestState.CLOSED, ending.kind().reason())
                : new Standing(RequestState.CLOSING, null);
    }

    private static Standing withGrants(AccessRequest request, List<Grant> grants) {
        Ending ending = request.ending();
        if (any(grants, GrantState.CLOSING)) {
            return new Standing(RequestState.CLOSING, null);
        }
        if (any(grants, GrantState.OPEN)) {
            return new Standing(RequestState.OPEN, null);
        }
        if (request.outstanding() > 0 && ending == null) {
            return new Standing(any(grants, GrantState.CLOSED) ? RequestState.OPENING : undecided(request), null);
        }
        if (request.outstanding() > 0 && ending != null && !ending.confirmed()) {
            return new Standing(RequestState.CLOSING, null);
        }
        return any(grants, GrantState.CLOSED)
                ? new Standing(RequestState.CLOSED, lastReason(grants))
                : withoutGrants(request);
    }

    /** Nothing has opened so far. */
    private static Standing withoutGrants(AccessRequest request) {
        Ending ending = request.ending();
        if (ending == null) {
            return new Standing(undecided(request), null);
        }
        boolean mayBeOpening = request.approval() == Approval.APPROVED && !ending.confirmed();
        if (ending.kind() == Ending.Kind.CANCEL) {
            return new Standing(mayBeOpening ? RequestState.CLOSING : RequestState.CANCELLED, null);
        }
        return ending.confirmed()
                ? new Standing(RequestState.CLOSED, ending.kind().reason())
                : new Standing(RequestState.CLOSING, null);
    }

    private static RequestState undecided(AccessRequest request) {
        return switch (request.approval()) {
            case PENDING -> RequestState.PENDING;
            case APPROVED -> request.outstanding() == 0 ? RequestState.REFUSED : RequestState.APPROVED;
            case DENIED -> RequestState.DENIED;
            case LAPSED -> RequestState.LAPSED;
        };
    }

    private static boolean any(List<Grant> grants, GrantState state) {
        return grants.stream().anyMatch(grant -> grant.state() == state);
    }

    private static @Nullable CloseReason lastReason(List<Grant> grants) {
        return grants.reversed().stream()
                .map(Grant::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
