package io.postern.portal.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.TextCalls;
import io.postern.portal.adapter.services.TrailOverHttp;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.TrailReads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Puts together what the pages of the trail ask. */
@Singleton
public class TrailWiring {
    @Produces
    @Singleton
    TrailReads trailReads(
            ServiceCalls calls,
            ObjectMapper json,
            PortalSettings settings,
            @Named("audit") Upstream audit,
            @Named("request") Upstream requests) {
        return new TrailOverHttp(calls, new TextCalls(calls, json, settings.patience()), audit, requests);
    }
}
