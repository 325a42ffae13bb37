package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.Humans;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an approver could decide on: the cases that wait for one of their groups. */
public final class ListPending {
    private final Cases cases;
    private final Policies policies;
    private final UnitOfWork unitOfWork;

    public ListPending(Cases cases, Policies policies, UnitOfWork unitOfWork) {
        this.cases = cases;
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    /**
     * A case that waits.
     *
     * @param humans by whom to count it
     */
    public record Waiting(ApprovalCase.Pending pending, Instant since, Humans humans) {}

    /** @param after the last request of the page before; null for the first page */
    public List<Waiting> of(Approver approver, @Nullable RequestId after, int atMost) {
        var today = policies.current();
        return unitOfWork.doing(() -> cases.pending(approver.groups(), after, atMost).stream()
                .map(found -> new Waiting(
                        found.pending(),
                        found.since(),
                        Humans.of(
                                policies.version(found.pending().need().policyVersion())
                                        .orElse(today),
                                today)))
                .toList());
    }
}
