package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.Counting;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes an approver's verdict. A no ends the case here; the last yes only schedules the look at the requester's rights
 * that must precede every signature.
 */
public final class DecideCase {
    private final Cases cases;
    private final Evaluations evaluations;
    private final Facts facts;
    private final UnitOfWork unitOfWork;
    private final Runnable wakeEvaluation;

    public DecideCase(
            Cases cases, Evaluations evaluations, Facts facts, UnitOfWork unitOfWork, Runnable wakeEvaluation) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
        this.wakeEvaluation = wakeEvaluation;
    }

    /** Empty when there is no such request here. */
    public Optional<DecisionOutcome> decide(RequestId request, Approver approver, Vote vote, Instant now) {
        return unitOfWork.doing(() -> {
            Optional<ApprovalCase> held = cases.hold(request);
            return held.map(before -> {
                DecisionOutcome outcome = Counting.count(before, approver, vote.verdict(), vote.comment(), now);
                apply(request, approver, outcome, vote.comment(), now);
                return outcome;
            });
        });
    }

    private void apply(RequestId request, Approver approver, DecisionOutcome outcome, String comment, Instant now) {
        switch (outcome) {
            case DecisionOutcome.Counted counted -> {
                cases.record(request, counted.decision(), approver.name(), comment);
                facts.append(counted.event());
                if (counted.next().hasEnough()) {
                    evaluations.schedule(request, now);
                    unitOfWork.afterwards(wakeEvaluation);
                }
            }
            case DecisionOutcome.Refused refused -> {
                cases.record(request, refused.decision(), approver.name(), comment);
                cases.advance(refused.next(), now);
                evaluations.drop(request);
                facts.append(refused.event());
                facts.append(refused.denied());
            }
            case DecisionOutcome.AlreadyCounted _ -> {}
            case DecisionOutcome.NotCounted not -> refuse(request, approver, not.reason());
        }
    }

    /** Who tried what they may not is part of the trail; who was merely late is not. */
    private void refuse(RequestId request, Approver approver, DecisionOutcome.Reason reason) {
        switch (reason) {
            case OWN_REQUEST, NOT_AN_APPROVER ->
                facts.append(
                        new AttemptRefused(request.value(), approver.id(), "decide", reason.word(), reason.sentence()));
            case NOT_EVALUATED_YET, SETTLED -> {}
        }
    }
}
