package io.postern.enforcer.config;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.WriteBudget;
import java.time.Duration;

/** A budget that only so many ask at once, so that they leave connections to others. */
record BudgetInTurn(WriteBudget budget, Turns turns) implements WriteBudget {
    @Override
    public Slot take(BoundaryId boundary, boolean removes) {
        return turns.take(() -> budget.take(boundary, removes));
    }

    @Override
    public void blocked(BoundaryId boundary, Duration retryAfter) {
        budget.blocked(boundary, retryAfter);
    }
}
