package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CountedDecision;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All cases, open and settled. */
public interface Cases {
    /** Keeps a new case; false when there is one for this request already. */
    boolean add(ApprovalCase.Submitted submitted, Instant now);

    Optional<ApprovalCase> find(RequestId request);

    /** Finds the case and holds it for this unit of work: nobody else changes it meanwhile. */
    Optional<ApprovalCase> hold(RequestId request);

    /** Writes the next stage of a case that is held. */
    void advance(ApprovalCase next, Instant now);

    /** Keeps a verdict that counts with its comment. */
    void record(RequestId request, CountedDecision decision, String name, String comment);

    /** Those that members of any of these groups have still to decide, oldest first. */
    List<PendingCase> pending(Set<String> groups, int atMost);

    /** A case that people have still to decide, and since when it is known. */
    record PendingCase(ApprovalCase.Pending pending, Instant submittedAt) {}
}
