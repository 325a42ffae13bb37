package io.postern.approval.domain;

import io.postern.approval.domain.DecisionOutcome.NotCounted;
import io.postern.approval.domain.DecisionOutcome.Reason;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A vote on the case that it is about; finds out why it does not count. */
record Ballot(ApprovalCase before, Approver approver, Vote vote, Instant now) {

    /** The first reason not to count it; empty when it counts, and then the case is pending. */
    Optional<NotCounted> objection(Counting counting) {
        if (counting.humans().same(approver.id(), before.wish().requester())) {
            return not(Reason.OWN_REQUEST, "Nobody decides on their own request; ask somebody else.");
        }
        return switch (before) {
            case ApprovalCase.Submitted _ ->
                not(Reason.NOT_EVALUATED_YET, "This request is still being looked at; try again in a moment.");
            case ApprovalCase.Settled settled -> settled(settled);
            case ApprovalCase.Pending pending -> pending(pending, counting);
        };
    }

    ApprovalCase.Pending pending() {
        return (ApprovalCase.Pending) before;
    }

    CountedDecision decision(CountedDecision.Standing standing) {
        return new CountedDecision(
                approver.id(),
                approver.name(),
                vote.verdict(),
                vote.comment(),
                vote.verdict() == Verdict.DENY ? null : vote.narrowing(),
                found(pending().need()),
                approver.through(),
                standing,
                now);
    }

    private Optional<NotCounted> settled(ApprovalCase.Settled settled) {
        Need need = settled.need();
        if (need != null && found(need).isEmpty()) {
            return notAnApprover();
        }
        String by = settled.decisions().stream()
                .filter(said -> said.standing() != CountedDecision.Standing.DROPPED)
                .map(CountedDecision::name)
                .distinct()
                .collect(Collectors.joining(" and "));
        String how = switch (settled.ending()) {
            case APPROVED -> "approved already";
            case DENIED -> "denied already";
            case WITHDRAWN -> "withdrawn";
            case LAPSED -> "too old: nobody decided in time";
        };
        boolean decided = settled.ending() == Ending.APPROVED || settled.ending() == Ending.DENIED;
        return not(
                Reason.SETTLED,
                "This request is " + how + (decided && !by.isEmpty() ? " by " + by : "") + ".",
                "This request is " + how + ".");
    }

    private Optional<NotCounted> pending(ApprovalCase.Pending pending, Counting counting) {
        Need need = pending.need();
        if (found(need).isEmpty()) {
            return notAnApprover();
        }
        if (!now.isBefore(need.lapsesAt())) {
            return not(Reason.LAPSED, "It is too late to decide: this request lapsed at " + need.lapsesAt() + ".");
        }
        boolean unshown = vote.digest() == null && vote.verdict() == Verdict.APPROVE;
        if (unshown && pending.wish().extension() != null) {
            return not(
                    Reason.NOT_WHAT_WAS_SHOWN,
                    "An extension waits now, not the request: look at it again and send its requestDigest.");
        }
        if (vote.digest() != null && !vote.digest().equals(pending.wish().digest())) {
            return not(Reason.NOT_WHAT_WAS_SHOWN, "What waits for a decision is not what you were shown; look again.");
        }
        return stepUp(need, counting).or(() -> wider(pending));
    }

    private Optional<NotCounted> stepUp(Need need, Counting counting) {
        if (need.risk().compareTo(counting.botsUpTo()) <= 0) {
            return Optional.empty();
        }
        if (approver.through() != null) {
            return not(
                    Reason.CONFIRMATION_NEEDED,
                    "So much is at stake that you have to confirm in person: "
                            + counting.confirmation().of(before.key().request()));
        }
        Instant since = approver.strongSince();
        return since != null && !since.isBefore(now.minus(Counting.FRESH))
                ? Optional.empty()
                : not(Reason.STEP_UP, "So much is at stake that you have to sign in again, with more than a password.");
    }

    private Optional<NotCounted> wider(ApprovalCase.Pending pending) {
        Narrowing narrowing = vote.narrowing();
        return narrowing == null || vote.verdict() == Verdict.DENY
                ? Optional.empty()
                : Narrower.objection(pending.wish(), narrowing)
                        .flatMap(sentence -> not(
                                Reason.WIDER_THAN_ASKED,
                                sentence,
                                "An approver may take away from what was asked for, and add nothing."));
    }

    private Set<String> found(Need need) {
        Set<String> found = new HashSet<>(need.groups());
        found.retainAll(approver.groups());
        return found;
    }

    private Optional<NotCounted> notAnApprover() {
        return not(Reason.NOT_AN_APPROVER, "You are in none of the groups that decide on this request.");
    }

    private Optional<NotCounted> not(Reason reason, String detail) {
        return not(reason, detail, detail);
    }

    /** @param told without names or addresses: it can never be erased */
    private Optional<NotCounted> not(Reason reason, String detail, String told) {
        return Optional.of(new NotCounted(
                reason,
                detail,
                new DecisionRejected(
                        before.key().request(),
                        before.key().number(),
                        approver.id(),
                        approver.through(),
                        reason.word(),
                        told)));
    }
}
