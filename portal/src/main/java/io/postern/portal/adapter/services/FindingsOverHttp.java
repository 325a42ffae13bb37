package io.postern.portal.adapter.services;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Findings;
import io.postern.portal.domain.finding.Closing;
import io.postern.portal.domain.finding.Figures;
import io.postern.portal.domain.finding.Finding;
import io.postern.portal.domain.finding.UnhealthyPage;
import java.util.List;
import java.util.Map;

/** Asks the enforcer and request-service. */
public final class FindingsOverHttp implements Findings {
    private final ServiceCalls calls;
    private final ServiceCalls orders;
    private final Upstream enforcer;
    private final Upstream requests;

    /** Orders are waited for longer than pages: they are given first, and answered when all is on record. */
    public FindingsOverHttp(ServiceCalls calls, ServiceCalls orders, Upstream enforcer, Upstream requests) {
        this.calls = calls;
        this.orders = orders;
        this.enforcer = enforcer;
        this.requests = requests;
    }

    @Override
    public Answer<List<Finding>> all() {
        Answer<List<Finding>> found =
                calls.get(enforcer, "/api/v1/findings", new TypeReference<List<Finding>>() {}.getType());
        return found.map(list -> list.stream().sorted(Finding.ORDER).toList());
    }

    @Override
    public Answer<UnhealthyPage> unhealthy() {
        return calls.get(requests, "/api/v1/virtual-machines?health=unhealthy&limit=50", UnhealthyPage.class);
    }

    @Override
    public Answer<Figures> figures(int hours) {
        return calls.get(requests, "/api/v1/figures?hours=" + hours, Figures.class);
    }

    @Override
    public Answer<Closing> panic(String boundary, String reason) {
        Map<String, String> order =
                boundary.isEmpty() ? Map.of("reason", reason) : Map.of("boundary", boundary, "reason", reason);
        return orders.post(enforcer, "/api/v1/panic", order, Closing.class);
    }
}
