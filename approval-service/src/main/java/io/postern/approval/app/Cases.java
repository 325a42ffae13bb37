package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.contracts.id.RequestId;
import io.postern.policy.RequestFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All cases, open and settled. */
public interface Cases {
    /** Keeps a new case; false when there is one of this key already. */
    boolean add(ApprovalCase.Submitted submitted);

    Optional<ApprovalCase> find(CaseKey key);

    /** Finds the case and holds it for this unit of work: nobody else changes it meanwhile. */
    Optional<ApprovalCase> hold(CaseKey key);

    /** Finds and holds what a request is about now: the one that is open, else its newest extension, or else the request itself. */
    Optional<ApprovalCase> holdNewest(RequestId request);

    /** All cases of a request: itself first, then its extensions by their number. */
    List<ApprovalCase> of(RequestId request);

    /** Writes the next stage of a case that is held, with the decisions made on it. */
    void advance(ApprovalCase next, Instant now);

    /** Keeps on what the policy judged a case that is held. */
    void keepFacts(CaseKey key, RequestFacts facts);

    /** Those that members of any of these groups have still to decide, the oldest requests first. */
    List<PendingCase> pending(Set<String> groups, @Nullable RequestId after, int atMost);

    /** Finds and holds pending cases that are due to lapse, past those that others hold. */
    List<ApprovalCase.Pending> holdLapsed(Instant now, int atMost);

    /** A case that people have still to decide, and since when it is known. */
    record PendingCase(ApprovalCase.Pending pending, Instant since) {}
}
