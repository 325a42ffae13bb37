package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Ending;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.Optional;

/** Lets go of what is still undecided about a request that was cancelled or revoked: the request, or its extension. */
public final class WithdrawCase {
    private final Cases cases;
    private final Evaluations evaluations;
    private final UnitOfWork unitOfWork;

    public WithdrawCase(Cases cases, Evaluations evaluations, UnitOfWork unitOfWork) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.unitOfWork = unitOfWork;
    }

    /** Whether there was a case still open. */
    public boolean withdraw(RequestId request, Instant now) {
        return unitOfWork.doing(() -> {
            Optional<ApprovalCase> held = cases.holdNewest(request);
            if (held.isEmpty() || !(held.get() instanceof ApprovalCase.Open open)) {
                return false;
            }
            cases.advance(open.settle(Ending.WITHDRAWN), now);
            evaluations.drop(open.key());
            return true;
        });
    }
}
