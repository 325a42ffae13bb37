package io.postern.approval.domain;

import io.postern.contracts.event.RequestSubmitted;
import java.util.List;

/**
 * What becomes of one request here. A move that is not a method cannot be made.
 *
 * <pre>
 * Submitted ──ask──▶ Pending ──decide──▶ Pending
 *     │                 │
 *     └──────settle─────┴──▶ Settled (approved, denied, withdrawn)
 * </pre>
 */
public sealed interface ApprovalCase {
    RequestSubmitted request();

    /** A case that can still end either way. */
    sealed interface Open extends ApprovalCase {
        default Settled settle(Ending ending) {
            return new Settled(request(), ending);
        }
    }

    /** Not looked at yet: nobody knows whether the requester may ask. */
    record Submitted(RequestSubmitted request) implements Open {
        Pending ask(Ruling.NeedsApprovers need) {
            return new Pending(request, need, List.of());
        }
    }

    /** Waits for people; with enough of them, for one last look at the requester's rights. */
    record Pending(RequestSubmitted request, Ruling.NeedsApprovers need, List<CountedDecision> decisions)
            implements Open {
        public Pending {
            decisions = List.copyOf(decisions);
        }

        public boolean hasEnough() {
            return decisions.size() >= need.approvals();
        }
    }

    /** Over. */
    record Settled(RequestSubmitted request, Ending ending) implements ApprovalCase {}
}
