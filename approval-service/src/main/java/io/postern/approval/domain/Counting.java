package io.postern.approval.domain;

import io.postern.approval.domain.DecisionOutcome.NotCounted;
import io.postern.approval.domain.DecisionOutcome.Reason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts verdicts: of distinct people, never the requester's own, and one no outweighs every yes. */
public final class Counting {
    private Counting() {}

    public static DecisionOutcome count(
            ApprovalCase before, Approver approver, Verdict verdict, String comment, Instant now) {
        if (approver.id().equals(before.request().requester())) {
            return new NotCounted(Reason.OWN_REQUEST);
        }
        return switch (before) {
            case ApprovalCase.Submitted ignored -> new NotCounted(Reason.NOT_EVALUATED_YET);
            case ApprovalCase.Settled ignored -> new NotCounted(Reason.SETTLED);
            case ApprovalCase.Pending pending
            when !approver.isInAnyOf(pending.need().groups()) -> new NotCounted(Reason.NOT_AN_APPROVER);
            case ApprovalCase.Pending pending when verdict == Verdict.DENY -> deny(pending, approver, comment, now);
            case ApprovalCase.Pending pending -> approve(pending, approver, comment, now);
        };
    }

    private static DecisionOutcome approve(
            ApprovalCase.Pending pending, Approver approver, String comment, Instant now) {
        if (pending.decisions().stream().anyMatch(said -> said.approver().equals(approver.id()))) {
            return new DecisionOutcome.AlreadyCounted(pending);
        }
        CountedDecision yes = new CountedDecision(approver.id(), Verdict.APPROVE, now);
        List<CountedDecision> all = new ArrayList<>(pending.decisions());
        all.add(yes);
        ApprovalCase.Pending next = new ApprovalCase.Pending(pending.request(), pending.need(), all);
        return new DecisionOutcome.Counted(next, yes, event(next, approver, Verdict.APPROVE, comment));
    }

    private static DecisionOutcome deny(ApprovalCase.Pending pending, Approver approver, String comment, Instant now) {
        Denied denied = new Denied(
                pending.request().requestId(),
                "denied-by-approver",
                "An approver said no.",
                List.of(approver.id()),
                pending.need().rule(),
                ApprovalPolicy.VERSION);
        return new DecisionOutcome.Refused(
                pending.settle(Ending.DENIED),
                new CountedDecision(approver.id(), Verdict.DENY, now),
                event(pending, approver, Verdict.DENY, comment),
                denied);
    }

    private static DecisionCounted event(
            ApprovalCase.Pending pending, Approver approver, Verdict verdict, String comment) {
        return new DecisionCounted(
                pending.request().requestId(),
                approver.id(),
                verdict,
                pending.decisions().size(),
                pending.need().approvals(),
                null,
                null,
                null,
                new DecisionCounted.Personal(approver.name(), comment));
    }
}
