package io.postern.portal.adapter.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.app.SignedIn;
import io.postern.portal.domain.Hops;
import io.postern.portal.domain.Person;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The person of the session that the browser's cookie names. */
@RequestScoped
public class SessionPerson implements SignedIn {
    private final SecurityIdentity identity;
    private final HttpServerRequest request;
    private final ObjectMapper json;
    private @Nullable Person person;

    public SessionPerson(SecurityIdentity identity, HttpServerRequest request, ObjectMapper json) {
        this.identity = identity;
        this.request = request;
        this.json = json;
    }

    @Override
    public Person person() {
        if (person == null) {
            person = TokenPerson.of(accessToken(), identity.getPrincipal().getName(), json);
        }
        return person;
    }

    @Override
    public String accessToken() {
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return token.getToken();
    }

    @Override
    public String address() {
        // The connection's own peer: the request's is what a proxy said of it.
        String peer = request.connection().remoteAddress().hostAddress();
        return Hops.with(String.join(", ", request.headers().getAll("X-Forwarded-For")), peer);
    }

    /** Whether there is anybody at all: pages such as the one after signing out are shown to nobody. */
    boolean isSomebody() {
        return !identity.isAnonymous();
    }
}
