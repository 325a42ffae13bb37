package io.postern.portal.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.SignedIn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** The way to the services, which all pages share. */
@Singleton
public final class ServiceWiring {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    ServiceCalls calls(PortalSettings settings, ObjectMapper json, SignedIn caller, MeterRegistry meters) {
        HttpClient.Builder http =
                HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        settings.from().ifPresent(http::localAddress);
        return new ServiceCalls(
                http.build(),
                json,
                caller,
                settings.patience(),
                (service, outcome, took) -> meters.timer(
                                "postern.portal.calls", "service", service.name(), "outcome", outcome)
                        .record(took));
    }

    @Produces
    @Singleton
    @Named("request")
    Upstream requests(PortalSettings settings) {
        return new Upstream("request-service", settings.requestUrl(), "The service for requests");
    }

    @Produces
    @Singleton
    @Named("approval")
    Upstream approvals(PortalSettings settings) {
        return new Upstream("approval-service", settings.approvalUrl(), "The service for approvals");
    }

    @Produces
    @Singleton
    @Named("enforcer")
    Upstream enforcer(PortalSettings settings) {
        return new Upstream("enforcer-service", settings.enforcerUrl(), "The service that opens and closes ports");
    }

    @Produces
    @Singleton
    @Named("audit")
    Upstream audit(PortalSettings settings) {
        return new Upstream("audit-service", settings.auditUrl(), "The service for the trail");
    }
}
