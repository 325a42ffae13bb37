package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.approval.PastApproval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which approvals were used, and which requests were closed, perhaps before their approval came. */
public interface Approvals {
    /** Uses up an approval; false when it, or another of the same request or of the same extension of it, was used before. */
    boolean use(String jti, Approved approved, Instant now);

    /** The approvals of a request that were used. */
    List<PastApproval> past(RequestId request);

    /** Holds back, until the end of this transaction, whoever else is about to approve or to close this request. */
    void takeTurn(RequestId request);

    /** Remembers for good that a request is closed. */
    void entomb(RequestId request, CloseReason reason, Instant now);

    Optional<CloseReason> tomb(RequestId request);

    /**
     * Remembers for good that everything approved up to now is over, at one boundary or everywhere. Whoever is about to
     * approve waits for the end of this transaction, and this waits for theirs: each sees what the other did.
     */
    void panic(Panic panic, Instant now);

    /** The panics that were ordered at this time or later. An approval must have been used in this transaction. */
    List<Panic> panicsSince(Instant time);

    /** What was to be shut: empty is everything. */
    record Panic(Optional<BoundaryId> boundary) {
        /** Whether it shuts a VM that these boundaries stand before. */
        public boolean isAbout(Collection<BoundaryId> boundaries) {
            return boundary.map(boundaries::contains).orElse(true);
        }
    }

    /** What is known of a request of which an approval was just used. */
    default Standing standing(RequestId request) {
        return new Standing(tomb(request), past(request));
    }

    /**
     * Uses up an approval, and what was known by then of its request and of panics since that time; empty when it, or another of
     * the same request or of the same extension of it, was used before.
     */
    default Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now) {
        return use(jti, approved, now)
                ? Optional.of(new First(standing(approved.requestId()), panicsSince(panicsSince)))
                : Optional.empty();
    }

    /** What there is to know when an approval is used. */
    record First(Standing standing, List<Panic> panics) {}

    /** Why a request was closed, if it was, and which approvals of it were used. */
    record Standing(Optional<CloseReason> tomb, List<PastApproval> past) {}
}
