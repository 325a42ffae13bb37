package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which approvals were used, and which requests were closed, perhaps before their approval came. */
public interface Approvals {
    /**
     * Uses up an approval, and what was known by then of its request, of its VMs and of panics since that time; empty when it, or
     * another of the same request or of the same extension of it, was used before.
     */
    Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now);

    /** Holds back, until the end of this transaction, whoever else is about to approve or to close this request. */
    void takeTurn(RequestId request);

    /** Remembers for good that a request is closed. */
    void entomb(RequestId request, CloseReason reason, Instant now);

    /**
     * Remembers for good that everything approved up to now is over, at one boundary or everywhere. Whoever is about to
     * approve waits for the end of this transaction, and this waits for theirs: each sees what the other did.
     */
    void panic(Panic panic, Instant now);

    /** Remembers what a panic found until it is shut: from the end of this transaction on, no rule is intended for any of it. */
    void toShut(Collection<GrantId> grants);

    /** Some of what panics found that is not shut yet, oldest first. */
    List<GrantId> unshut(int most);

    /** Notes that these are shut. */
    void shut(Collection<GrantId> grants);

    /** What was to be shut: empty is everything. */
    record Panic(Optional<BoundaryId> boundary) {
        /** Whether it shuts a VM that these boundaries stand before. */
        public boolean isAbout(Collection<BoundaryId> boundaries) {
            return boundary.map(boundaries::contains).orElse(true);
        }
    }

    /**
     * What there is to know when an approval is used: why its request was closed, if it was, which approvals of it were used,
     * this one among them, what was shut, and its VMs as far as they are known. How they are kept shut holds until the end of
     * the transaction.
     */
    record First(
            Optional<CloseReason> tomb,
            List<PastApproval> past,
            List<Panic> panics,
            Map<VmId, Snapshot> vms,
            Map<VmId, Policies.Held> held) {}
}
