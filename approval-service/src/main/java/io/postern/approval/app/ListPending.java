package io.postern.approval.app;

import io.postern.approval.domain.Approver;
import java.util.List;

/** What an approver could decide on: the cases that wait for one of their groups. */
public final class ListPending {
    private static final int MOST = 500;

    private final Cases cases;
    private final UnitOfWork unitOfWork;

    public ListPending(Cases cases, UnitOfWork unitOfWork) {
        this.cases = cases;
        this.unitOfWork = unitOfWork;
    }

    public List<Cases.PendingCase> of(Approver approver) {
        return unitOfWork.doing(() -> cases.pending(approver.groups(), MOST));
    }
}
