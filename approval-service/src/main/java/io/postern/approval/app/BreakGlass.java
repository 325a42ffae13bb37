package io.postern.approval.app;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import java.time.Instant;

/** The limits of breaking the glass: so often a person, and never with an earlier review overdue. */
public interface BreakGlass {
    /**
     * Lets a requester break the glass, and keeps and tells the review that is owed for it; or keeps nothing. Part of the
     * unit of work under way, so that two at once cannot both be the last.
     */
    Admission admit(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy policy, Instant now);

    /** What {@link #admit} would say now; nothing is kept or told. */
    Admission foresee(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy policy, Instant now);
}
