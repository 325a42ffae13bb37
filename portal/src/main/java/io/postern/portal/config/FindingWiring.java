package io.postern.portal.config;

import io.postern.portal.adapter.services.FindingsOverHttp;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.Findings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Puts together what the pages of findings ask. */
@Singleton
public class FindingWiring {
    @Produces
    @Singleton
    Findings findings(
            ServiceCalls calls,
            PortalSettings settings,
            @Named("enforcer") Upstream enforcer,
            @Named("request") Upstream requests) {
        return new FindingsOverHttp(calls, calls.patientFor(settings.orderPatience()), enforcer, requests);
    }
}
