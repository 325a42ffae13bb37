package io.postern.approval.domain;

import io.postern.approval.domain.CountedDecision.Standing;
import io.postern.approval.domain.DecisionOutcome.Counted;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts votes: of distinct humans, never the requester's own, and one no outweighs every yes.
 *
 * @param humans whose accounts belong together
 * @param botsUpTo above this risk a vote takes a fresh sign-in, and no bot may bring it
 * @param confirmation where people confirm in person
 */
public record Counting(Humans humans, Risk botsUpTo, Confirmation confirmation) {
    /** How old a sign-in may be where a fresh one is asked for. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    public DecisionOutcome count(ApprovalCase before, Approver approver, Vote vote, Instant now) {
        Ballot ballot = new Ballot(before, approver, vote, now);
        return ballot.objection(this)
                .<DecisionOutcome>map(why -> why)
                .orElseGet(() -> vote.verdict() == Verdict.DENY ? deny(ballot) : approve(ballot));
    }

    private DecisionOutcome approve(Ballot ballot) {
        ApprovalCase.Pending pending = ballot.pending();
        Optional<CountedDecision> earlier = pending.by(ballot.approver().id(), humans);
        boolean doubted =
                earlier.filter(said -> said.standing() != Standing.COUNTS).isPresent();
        CountedDecision yes = ballot.decision(doubted ? Standing.DOUBTED : Standing.COUNTS);
        if (earlier.filter(said -> said.standing() != Standing.DROPPED && said.saysTheSameAs(yes))
                .isPresent()) {
            return new DecisionOutcome.AlreadyCounted(pending);
        }
        ApprovalCase.Pending next = pending.with(yes, humans);
        return new Counted(next, yes, event(next, yes));
    }

    private DecisionOutcome deny(Ballot ballot) {
        ApprovalCase.Pending pending = ballot.pending();
        CountedDecision no = ballot.decision(Standing.COUNTS);
        Denied denied = new Denied(
                pending.key().request(),
                "denied-by-approver",
                "An approver said no.",
                List.of(no.approver()),
                pending.need().rules(),
                pending.need().policyVersion(),
                pending.key().number());
        return new DecisionOutcome.Refused(
                pending.with(no, humans).settle(Ending.DENIED), no, event(pending, no), denied);
    }

    private DecisionCounted event(ApprovalCase.Pending pending, CountedDecision decision) {
        return new DecisionCounted(
                pending.key().request(),
                decision.approver(),
                decision.verdict(),
                pending.filled(humans),
                pending.need().places(),
                pending.key().number(),
                decision.through(),
                new DecisionCounted.Personal(decision.name(), decision.comment(), decision.narrowing()));
    }
}
