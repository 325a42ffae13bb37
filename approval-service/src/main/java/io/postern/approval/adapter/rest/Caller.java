package io.postern.approval.adapter.rest;

import io.postern.approval.domain.Approver;
import io.postern.contracts.id.PersonId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, as the token proves: never from the body. */
@RequestScoped
public class Caller {
    /** The app role of people who may ask for access. */
    static final String REQUEST = "Postern.Request";

    private final JsonWebToken token;
    private final SecurityIdentity identity;

    public Caller(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    Approver approver() {
        String tenant = text("tid");
        String oid = text("oid");
        String name = text("name");
        try {
            return new Approver(
                    new PersonId(tenant, oid), name.isEmpty() ? oid : name, identity.getRoles(), null, null);
        } catch (IllegalArgumentException nameless) {
            throw new Refused(Problem.of(403, "Your token names no person: it needs the claims tid and oid."));
        }
    }

    /** Roles are a claim of their own; what the framework calls roles here are groups, which decide who approves. */
    boolean mayRequest() {
        return token.getClaim("roles") instanceof Collection<?> roles
                && roles.stream().map(Caller::plain).anyMatch(REQUEST::equals);
    }

    private static String plain(Object claim) {
        return claim instanceof JsonString text ? text.getString() : String.valueOf(claim);
    }

    private String text(String claim) {
        Object value = token.getClaim(claim);
        return value == null ? "" : value.toString();
    }
}
