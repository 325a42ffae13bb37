package io.postern.portal.adapter.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.portal.app.Sessions;
import io.postern.portal.app.SignIn;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Session;
import io.quarkus.oidc.OidcSession;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The session that the cookie of this call names. */
@RequestScoped
public class BrowserSignIn implements SignIn {
    private static final String DRAFT = BrowserSignIn.class.getName();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RoutingContext context;
    private final Sessions sessions;
    private final OidcSession oidc;
    private final InstantSource clock;
    private boolean back;

    public BrowserSignIn(RoutingContext context, Sessions sessions, OidcSession oidc, InstantSource clock) {
        this.context = context;
        this.sessions = sessions;
        this.oidc = oidc;
        this.clock = clock;
    }

    @Override
    public void demand(String claims, Optional<Draft> draft) {
        id().ifPresent(id -> sessions.challenge(id, claims, draft.filter(Draft::fits), clock.instant()));
    }

    @Override
    public Optional<Draft> draft(String page) {
        Optional<Draft> draft = Optional.<Draft>ofNullable(context.get(DRAFT))
                .filter(kept -> kept.page().equals(page));
        draft.flatMap(_ -> id()).ifPresent(sessions::dropDraft);
        back = draft.isPresent();
        return draft;
    }

    @Override
    public boolean isBackWithDraft() {
        return back;
    }

    @Override
    public String end() {
        Optional<Session> session = id().flatMap(id -> sessions.find(id, clock.instant()));
        Optional<URI> issuer = Issuer.of(context).flatMap(Issuer::endOfSession);
        oidc.logout().await().atMost(PATIENCE);
        if (session.isEmpty() || issuer.isEmpty()) {
            return "";
        }
        URI here = URI.create(context.request().absoluteURI());
        String back = here.getScheme() + "://" + here.getRawAuthority() + "/signed-out";
        return issuer.get() + (issuer.get().getRawQuery() == null ? "?" : "&") + "post_logout_redirect_uri="
                + URLEncoder.encode(back, UTF_8) + "&id_token_hint="
                + URLEncoder.encode(session.get().tokens().identity(), UTF_8);
    }

    /** What the session of this call brings along. */
    static void put(RoutingContext context, Draft draft) {
        context.put(DRAFT, draft);
    }

    private Optional<String> id() {
        return Optional.ofNullable(context.request().getCookie(EarlierSession.COOKIE))
                .map(Cookie::getValue);
    }
}
