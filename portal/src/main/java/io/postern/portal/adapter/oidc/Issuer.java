package io.postern.portal.adapter.oidc;

import io.quarkus.oidc.runtime.TenantConfigContext;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the issuer says of itself, as far as it matters after the sign-in. */
record Issuer(URI tokens, Optional<URI> endOfSession) {
    /** The issuer that the session of this call is of. */
    static Optional<Issuer> of(RoutingContext context) {
        TenantConfigContext known = context.get(TenantConfigContext.class.getName());
        if (known == null || known.getOidcMetadata() == null) {
            return Optional.empty();
        }
        @Nullable String tokens = known.getOidcMetadata().getTokenUri();
        @Nullable String end = known.getOidcMetadata().getEndSessionUri();
        return Optional.ofNullable(tokens)
                .map(uri -> new Issuer(URI.create(uri), Optional.ofNullable(end).map(URI::create)));
    }
}
