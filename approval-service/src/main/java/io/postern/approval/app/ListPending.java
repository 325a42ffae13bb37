package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.Humans;
import io.postern.contracts.id.RequestId;
import io.postern.policy.ApprovalPolicy;
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

    /**
     * A page of them.
     *
     * @param next the {@code after} of the page that follows; null when there is none
     */
    public record Page(List<Waiting> waiting, @Nullable RequestId next) {}

    /**
     * The oldest requests first, without the approver's own: nobody is asked about those.
     *
     * @param after where the page before ended; null for the first page
     */
    public Page of(Approver approver, @Nullable RequestId after, int atMost) {
        var today = policies.current();
        return unitOfWork.doing(() -> {
            List<Cases.PendingCase> found = cases.pending(approver.groups(), after, atMost);
            List<Waiting> waiting = found.stream()
                    .map(each -> waiting(each, today))
                    .filter(each -> !each.humans().same(each.pending().wish().requester(), approver.id()))
                    .toList();
            return new Page(
                    waiting,
                    found.size() < atMost
                            ? null
                            : found.getLast().pending().key().request());
        });
    }

    private Waiting waiting(Cases.PendingCase found, ApprovalPolicy today) {
        String version = found.pending().need().policyVersion();
        return new Waiting(
                found.pending(),
                found.since(),
                Humans.of(policies.version(version).orElse(today), today));
    }
}
