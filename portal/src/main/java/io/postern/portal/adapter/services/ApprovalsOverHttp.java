package io.postern.portal.adapter.services;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Approvals;
import io.postern.portal.domain.approval.Decision;
import io.postern.portal.domain.approval.Emergency;
import io.postern.portal.domain.approval.Outcome;
import io.postern.portal.domain.approval.Pending;
import io.postern.portal.domain.approval.PendingPage;
import io.postern.portal.domain.approval.RequestIds;
import io.postern.portal.domain.approval.Reviewed;
import java.util.List;
import java.util.Optional;

/** Asks approval-service. */
public final class ApprovalsOverHttp implements Approvals {
    private static final String APPROVALS = "/api/v1/approvals";
    private static final String REVIEWS = "/api/v1/reviews";

    /** A request and its extensions have one id, and of these one waits at a time. */
    private static final String FEW = "2";

    private final ServiceCalls calls;
    private final Upstream service;

    public ApprovalsOverHttp(ServiceCalls calls, Upstream service) {
        this.calls = calls;
        this.service = service;
    }

    @Override
    public Answer<PendingPage> waiting(String after) {
        return page(after, "50");
    }

    @Override
    public Answer<Optional<Pending>> one(String request) {
        return page(RequestIds.before(request), FEW)
                .map(page -> page.value().stream()
                        .filter(pending -> pending.requestId().equals(request))
                        .findFirst());
    }

    @Override
    public Answer<Outcome> decide(String request, Decision decision) {
        return calls.post(service, APPROVALS + "/" + Query.part(request) + "/decisions", decision, Outcome.class);
    }

    @Override
    public Answer<List<Emergency>> reviews() {
        return calls.get(service, REVIEWS, new TypeReference<List<Emergency>>() {}.getType());
    }

    @Override
    public Answer<Object> review(String request, Reviewed reviewed) {
        return calls.post(service, REVIEWS + "/" + Query.part(request), reviewed, Object.class);
    }

    private Answer<PendingPage> page(String after, String limit) {
        String path = Query.of(APPROVALS)
                .with("state", "pending")
                .with("after", after)
                .with("limit", limit)
                .toString();
        return calls.get(service, path, PendingPage.class);
    }
}
