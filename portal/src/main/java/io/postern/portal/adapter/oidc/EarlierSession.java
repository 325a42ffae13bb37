package io.postern.portal.adapter.oidc;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session that a browser has while a stronger sign-in is under way. The library knows one session at a time, and would
 * end this one first; so it is not shown it, and whoever turns back is still signed in.
 */
@Singleton
public class EarlierSession {
    /** After the guard, before anything that looks at who it is. */
    private static final int EARLY = 900;

    static final String COOKIE = "q_session";
    private static final String UNDER_WAY = "q_auth_";
    private static final String BACK = "/sign-in/back";
    private static final String KEY = EarlierSession.class.getName();

    void stand(@Observes Filters filters) {
        filters.register(this::look, EARLY);
    }

    /** The one that a sign-in which is just ending takes the place of. */
    static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** Hides it for the rest of this call: neither the cookie nor the session is ended. */
    static void hide(RoutingContext context) {
        @Nullable Cookie cookie = context.response().removeCookie(COOKIE, false);
        if (cookie != null) {
            context.put(KEY, cookie.getValue());
        }
    }

    private void look(RoutingContext context) {
        @Nullable String state = context.request().getParam("state");
        if (BACK.equals(context.request().path()) && context.request().getCookie(UNDER_WAY + state) != null) {
            hide(context);
        }
        context.next();
    }
}
