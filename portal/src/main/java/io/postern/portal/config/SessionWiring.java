package io.postern.portal.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.adapter.oidc.FreshTokens;
import io.postern.portal.adapter.oidc.Renewal;
import io.postern.portal.adapter.postgres.PostgresSessions;
import io.postern.portal.adapter.postgres.Seal;
import io.postern.portal.adapter.postgres.SessionCleaning;
import io.postern.portal.app.Sessions;
import io.postern.portal.domain.SessionLimits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sessions: where they are, and for how long. */
@Singleton
public final class SessionWiring {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Sessions sessions(DataSource database, ObjectMapper json, PortalSettings settings) {
        SessionLimits limits = new SessionLimits(
                settings.session().longest(),
                settings.session().idle(),
                settings.session().perPerson());
        return new PostgresSessions(database, new Seal(key(settings), json), limits);
    }

    @Produces
    @Singleton
    FreshTokens freshTokens(
            Sessions sessions,
            ObjectMapper json,
            Clock clock,
            PortalSettings settings,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String secret,
            @ConfigProperty(name = "quarkus.oidc.authentication.scopes") List<String> scopes) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        return new FreshTokens(
                sessions, new Renewal(http, json, client, secret, scope(scopes), clock, settings.patience()), clock);
    }

    @Produces
    @Singleton
    SessionCleaning cleaning(Sessions sessions, Clock clock) {
        return new SessionCleaning(sessions, clock);
    }

    void start(
            @Observes StartupEvent started,
            SessionCleaning cleaning,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean behindProxy,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> proxies) {
        if (behindProxy && proxies.isEmpty()) {
            throw new IllegalStateException(
                    "quarkus.http.proxy.trusted-proxies must name the proxies before the portal:"
                            + " without it anybody could say that they come from anywhere");
        }
        cleaning.start();
    }

    void stop(@Observes ShutdownEvent stopping, SessionCleaning cleaning) {
        cleaning.close();
    }

    private static String scope(List<String> scopes) {
        return "openid " + String.join(" ", scopes);
    }

    private static byte[] key(PortalSettings settings) {
        try {
            return Files.readAllBytes(settings.session().keyFile());
        } catch (IOException e) {
            throw new UncheckedIOException("postern.portal.session.key-file cannot be read", e);
        }
    }
}
