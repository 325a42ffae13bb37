package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Ending;
import io.postern.contracts.event.Lapsed;
import java.time.Instant;

/** Ends the cases that nobody decided in time; any number of instances may do so side by side. */
public final class LapseCases {
    private static final int AT_ONCE = 100;

    private final Cases cases;
    private final Evaluations evaluations;
    private final Facts facts;
    private final UnitOfWork unitOfWork;

    public LapseCases(Cases cases, Evaluations evaluations, Facts facts, UnitOfWork unitOfWork) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
    }

    /** Whether there may be more to do at once. */
    public boolean lapse(Instant now) {
        return unitOfWork.doing(() -> {
            var late = cases.holdLapsed(now, AT_ONCE);
            late.forEach(pending -> lapse(pending, now));
            return late.size() == AT_ONCE;
        });
    }

    private void lapse(ApprovalCase.Pending pending, Instant now) {
        cases.advance(pending.settle(Ending.LAPSED), now);
        evaluations.drop(pending.key());
        facts.append(new Lapsed(
                pending.key().request(),
                pending.key().number(),
                pending.need().rules(),
                pending.need().policyVersion()));
    }
}
