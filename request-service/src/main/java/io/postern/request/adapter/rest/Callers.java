package io.postern.request.adapter.rest;

import io.postern.contracts.id.PersonId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.domain.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who is calling, from an access token that has been verified. */
@RequestScoped
public class Callers {
    private final JsonWebToken token;
    private final SecurityIdentity identity;

    Callers(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    Caller caller() {
        try {
            PersonId id = new PersonId(claim("tid"), claim("oid"));
            Set<String> groups = Optional.ofNullable(token.getGroups()).orElse(Set.of());
            String name = token.<Object>claim("name").map(String::valueOf).orElse(id.oid());
            return new Caller(id, name, identity.getRoles(), groups);
        } catch (IllegalArgumentException nameless) {
            throw new Refused(
                    Problem.of(403, "Your token does not say who you are: it needs the claims 'tid' and 'oid'."));
        }
    }

    private String claim(String name) {
        return token.<Object>claim(name).map(String::valueOf).orElse("");
    }
}
