package io.postern.portal.adapter.services;

import io.postern.portal.app.Answer;
import io.postern.portal.app.EarlierRequests;
import io.postern.portal.app.Refusal;
import io.postern.portal.domain.approval.Earlier;
import io.postern.portal.domain.approval.Pending;
import io.postern.portal.domain.approval.Targeted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks request-service for what was before. */
public final class EarlierOverHttp implements EarlierRequests {
    private static final String REQUESTS = "/api/v1/access-requests";
    private static final int VMS = 5;
    private static final int SHOWN = 8;

    private final ServiceCalls calls;
    private final Upstream service;

    /** A page of requests, of which only these parts matter here. */
    record Page(List<Earlier> value) {}

    public EarlierOverHttp(ServiceCalls calls, Upstream service) {
        this.calls = calls;
        this.service = service;
    }

    @Override
    public Answer<List<Earlier>> before(Pending pending) {
        // NB. who may not see the request itself gets lists without a word about what was left out
        if (one(pending.requestId()) instanceof Answer.Refused<Earlier>(Refusal refusal)) {
            return new Answer.Refused<>(new Refusal(
                    refusal.status(),
                    refusal.name(),
                    "Earlier requests are shown to those with the role Postern.Read.",
                    List.of()));
        }
        List<Earlier> found = new ArrayList<>();
        for (Targeted target : pending.targets().stream().limit(VMS).toList()) {
            Answer<Page> page = calls.get(service, path(pending, target), Page.class);
            if (!page.given()) {
                return page.map(Page::value);
            }
            found.addAll(page.orStop().value());
        }
        return new Answer.Given<>(found.stream()
                .filter(earlier ->
                        earlier.requester().oid().equals(pending.requester().oid()))
                .filter(earlier -> !earlier.id().equals(pending.requestId()))
                .distinct()
                .sorted(Comparator.comparing(Earlier::submittedAt).reversed())
                .limit(SHOWN)
                .toList());
    }

    @Override
    public Answer<Earlier> one(String request) {
        return calls.get(service, REQUESTS + "/" + Query.part(request), Earlier.class);
    }

    private static String path(Pending pending, Targeted target) {
        return Query.of(REQUESTS)
                .with("vm", target.vm())
                .with("requester", pending.requester().oid())
                .with("limit", "9")
                .toString();
    }
}
