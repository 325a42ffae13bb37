package io.postern.portal.config;

import io.postern.portal.adapter.services.ApprovalsOverHttp;
import io.postern.portal.adapter.services.EarlierOverHttp;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.Approvals;
import io.postern.portal.app.EarlierRequests;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Puts together what the pages of approvals ask. */
@Singleton
public class ApprovalWiring {
    @Produces
    @Singleton
    Approvals approvals(ServiceCalls calls, @Named("approval") Upstream service) {
        return new ApprovalsOverHttp(calls, service);
    }

    @Produces
    @Singleton
    EarlierRequests earlierRequests(ServiceCalls calls, @Named("request") Upstream service) {
        return new EarlierOverHttp(calls, service);
    }
}
