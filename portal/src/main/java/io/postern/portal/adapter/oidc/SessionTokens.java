package io.postern.portal.adapter.oidc;

import io.postern.portal.app.Sessions;
import io.postern.portal.app.SessionsUnavailable;
import io.postern.portal.app.SignIn;
import io.postern.portal.domain.Session;
import io.postern.portal.domain.Tokens;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the tokens of a sign-in among the sessions: of all that, the browser's cookie has an id that says nothing. */
@Singleton
@Alternative
@Priority(1)
public class SessionTokens implements TokenStateManager {
    private static final long USUAL_LIFE = 300;
    private static final String LIVE = "/live";

    private final Sessions sessions;
    private final FreshTokens fresh;
    private final InstantSource clock;

    public SessionTokens(Sessions sessions, FreshTokens fresh, InstantSource clock) {
        this.sessions = sessions;
        this.fresh = fresh;
        this.clock = clock;
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext context,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> blocking) {
        Optional<String> earlier = EarlierSession.of(context);
        return blocking.runBlocking(() -> {
            Instant now = clock.instant();
            @Nullable Long life = tokens.getAccessTokenExpiresIn();
            @Nullable String refresh = tokens.getRefreshToken();
            return sessions.open(
                    IdentityToken.read(tokens.getIdToken())
                            .orElseThrow(() -> new AuthenticationFailedException("the ID token cannot be read"))
                            .subject(),
                    new Tokens(
                            tokens.getIdToken(),
                            tokens.getAccessToken(),
                            refresh == null ? "" : refresh,
                            IdentityToken.endBefore(
                                    now.plusSeconds(life == null ? USUAL_LIFE : life), tokens.getIdToken())),
                    earlier,
                    now);
        });
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext context,
            OidcTenantConfig config,
            String id,
            OidcRequestContext<AuthorizationCodeTokens> blocking) {
        Optional<URI> endpoint = Issuer.of(context).map(Issuer::tokens);
        boolean confirms = SignIn.CONFIRM.equals(context.request().path());
        boolean uses = uses(context.request());
        return orNotNow(context, blocking.runBlocking(() -> {
            Instant now = clock.instant();
            Session session = sessions.find(id, now).orElseThrow(() -> new AuthenticationFailedException("no session"));
            if (confirms && session.challenge().isPresent()) {
                // Who fails here is led to the issuer, this time with what the service wants to see.
                ClaimsRequest.put(context, session.challenge().get());
                EarlierSession.hide(context);
                throw new AuthenticationFailedException("a stronger sign-in is asked for");
            }
            session.draft().ifPresent(draft -> BrowserSignIn.put(context, draft));
            if (uses && session.isLongUnseen(now)) {
                sessions.see(id, now);
            }
            Tokens tokens = fresh.of(id, session, endpoint)
                    .orElseThrow(() -> new AuthenticationFailedException("the issuer ended the session"));
            // Without the refresh token: the library would renew by itself, past those who wait, into a new session.
            return new AuthorizationCodeTokens(tokens.identity(), tokens.access(), null);
        }));
    }

    /**
     * Whoever fails here is signed out by the library. Where it is not known who they are, the call ends instead: neither the
     * cookie nor the session is touched.
     */
    private static Uni<AuthorizationCodeTokens> orNotNow(RoutingContext context, Uni<AuthorizationCodeTokens> tokens) {
        @Nullable Context thread = Vertx.currentContext();
        return tokens.onFailure(e -> !(e instanceof AuthenticationFailedException))
                .recoverWithUni(e -> {
                    SessionsUnavailable why = e instanceof SessionsUnavailable away ? away : new SessionsUnavailable(e);
                    if (thread == null) {
                        context.fail(503, why);
                    } else {
                        thread.runOnContext(_ -> context.fail(503, why));
                    }
                    return Uni.createFrom().nothing();
                });
    }

    /** Whether somebody does something. What an open page fetches by itself keeps nobody signed in. */
    private static boolean uses(HttpServerRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.method() == HttpMethod.POST
                || (request.getHeader("HX-Request") == null
                        && (mode == null || mode.equals("navigate"))
                        && !LIVE.equals(request.path()));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext context, OidcTenantConfig config, String id, OidcRequestContext<Void> blocking) {
        return blocking.runBlocking(() -> {
            sessions.end(id);
            return null;
        });
    }
}
