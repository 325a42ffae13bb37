package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.Confirmation;
import io.postern.approval.domain.Counting;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Humans;
import io.postern.approval.domain.Vote;
import io.postern.contracts.id.RequestId;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes an approver's vote, whoever brings it. A no ends the case here; the last yes only schedules the look at rights
 * and groups that must precede every signature.
 */
public final class DecideCase {
    private final Cases cases;
    private final Evaluations evaluations;
    private final Policies policies;
    private final Confirmation confirmation;
    private final Facts facts;
    private final UnitOfWork unitOfWork;
    private final Runnable wakeEvaluation;

    public DecideCase(
            Cases cases,
            Evaluations evaluations,
            Policies policies,
            Confirmation confirmation,
            Facts facts,
            UnitOfWork unitOfWork,
            Runnable wakeEvaluation) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.policies = policies;
        this.confirmation = confirmation;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
        this.wakeEvaluation = wakeEvaluation;
    }

    /**
     * What a vote did.
     *
     * @param humans by whom it was counted
     */
    public record Decided(DecisionOutcome outcome, Humans humans) {}

    /** Decides what the request is about now: the request itself or its newest extension. Empty when nothing is known of it. */
    public Optional<Decided> decide(RequestId request, Approver approver, Vote vote, Instant now) {
        ApprovalPolicy today = policies.current();
        return unitOfWork.doing(() -> cases.holdNewest(request).map(before -> {
            ApprovalPolicy then = before instanceof ApprovalCase.Pending pending
                    ? policies.version(pending.need().policyVersion()).orElse(today)
                    : today;
            Humans humans = Humans.of(then, today);
            DecisionOutcome outcome =
                    new Counting(humans, then.botsUpTo(), confirmation).count(before, approver, vote, now);
            apply(outcome, humans, now);
            return new Decided(outcome, humans);
        }));
    }

    private void apply(DecisionOutcome outcome, Humans humans, Instant now) {
        switch (outcome) {
            case DecisionOutcome.Counted counted -> {
                cases.advance(counted.next(), now);
                facts.append(counted.event());
                if (counted.next().hasEnough(humans)) {
                    evaluations.schedule(counted.next().key(), now);
                    unitOfWork.afterwards(wakeEvaluation);
                }
            }
            case DecisionOutcome.Refused refused -> {
                cases.advance(refused.next(), now);
                evaluations.drop(refused.next().key());
                facts.append(refused.event());
                facts.append(refused.denied());
            }
            case DecisionOutcome.AlreadyCounted _ -> {}
            case DecisionOutcome.NotCounted not -> tell(not);
        }
    }

    /** Every vote that does not count is told once, but for one that is only asked to come back with a fresh sign-in. */
    private void tell(DecisionOutcome.NotCounted not) {
        if (not.reason() != DecisionOutcome.Reason.STEP_UP) {
            facts.append(not.event());
        }
    }
}
