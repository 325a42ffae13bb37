package io.postern.portal.adapter.oidc;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes what a service wants to see of the sign-in along to the issuer. */
@Singleton
@Unremovable
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
public class ClaimsRequest implements OidcRedirectFilter {
    private static final String KEY = ClaimsRequest.class.getName();

    static void put(RoutingContext context, String claims) {
        context.put(KEY, claims);
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        @Nullable String claims = redirect.routingContext().get(KEY);
        if (claims != null) {
            redirect.additionalQueryParams().add("claims", claims);
        }
    }
}
