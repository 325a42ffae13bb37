package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.contracts.event.RequestSubmitted;
import java.time.Instant;

/** Takes up a request that somebody submitted; it is looked at right after. */
public final class OpenCase {
    private final Cases cases;
    private final Evaluations evaluations;
    private final UnitOfWork unitOfWork;
    private final Runnable wakeEvaluation;

    public OpenCase(Cases cases, Evaluations evaluations, UnitOfWork unitOfWork, Runnable wakeEvaluation) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.unitOfWork = unitOfWork;
        this.wakeEvaluation = wakeEvaluation;
    }

    public void open(RequestSubmitted request, Instant now) {
        unitOfWork.doing(() -> {
            if (cases.add(new ApprovalCase.Submitted(request), now)) {
                evaluations.schedule(request.requestId(), now);
                unitOfWork.afterwards(wakeEvaluation);
            }
            return request;
        });
    }
}
