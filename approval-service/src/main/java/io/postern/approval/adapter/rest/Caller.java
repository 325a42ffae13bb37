package io.postern.approval.adapter.rest;

import io.postern.approval.app.Memberships;
import io.postern.approval.app.RightsUnknown;
import io.postern.approval.domain.Approver;
import io.postern.contracts.id.PersonId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Who calls, as the token proves: never from the body. */
@RequestScoped
public class Caller {
    /** The app role of people who may ask for access. */
    static final String REQUEST = "Postern.Request";

    /** The app role of people who may see everything. */
    static final String READ = "Postern.Read";

    /** The app role of people who make the rules. */
    static final String CONFIGURE = "Postern.Configure";

    private static final Logger LOG = Logger.getLogger(Caller.class);

    /** No older than the groups in a token may be. */
    private static final Duration GROUPS_MAX_AGE = Duration.ofMinutes(5);

    private final JsonWebToken token;
    private final SecurityIdentity identity;
    private final StepUp stepUp;
    private final Memberships memberships;
    private final Clock clock;

    public Caller(JsonWebToken token, SecurityIdentity identity, StepUp stepUp, Memberships memberships, Clock clock) {
        this.token = token;
        this.identity = identity;
        this.stepUp = stepUp;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** Whoever decides, reviews or enrols: a person, never an application. */
    Approver approver() {
        if (Claims.text(token, "idtyp").equals("app")) {
            throw new Refused(Problem.of(403, "Only people decide; your token is an application's."));
        }
        return asker();
    }

    /** Whoever asks for something, which applications may. */
    Approver asker() {
        PersonId id = id();
        String name = Claims.text(token, "name");
        return new Approver(id, name.isEmpty() ? id.oid() : name, groups(id), stepUp.since(token), null);
    }

    PersonId id() {
        try {
            return new PersonId(Claims.text(token, "tid"), Claims.text(token, "oid"));
        } catch (IllegalArgumentException nameless) {
            throw new Refused(Problem.of(403, "Your token names no person: it needs the claims tid and oid."));
        }
    }

    /** Roles are a claim of their own; what the framework calls roles here are groups, which decide who approves. */
    boolean mayRequest() {
        return has(REQUEST);
    }

    private boolean has(String role) {
        return Claims.texts(token, "roles").contains(role);
    }

    /** Turns away who has none of these roles. */
    void needs(String what, String... roles) {
        if (Arrays.stream(roles).noneMatch(this::has)) {
            throw new Refused(
                    Problem.named("not-entitled", 403, what + " needs the role " + String.join(" or ", roles) + "."));
        }
    }

    /** A token has no room for the groups of somebody who is in very many; then the directory is asked. */
    private Set<String> groups(PersonId id) {
        if (!Claims.lacksGroups(token)) {
            return identity.getRoles();
        }
        try {
            return memberships.given(id, GROUPS_MAX_AGE, clock.instant());
        } catch (RightsUnknown e) {
            LOG.warnf("outcome=try-later reason=directory: the groups of a caller are not known: %s", e.getMessage());
            throw new Refused(Problem.of(
                    503, "The directory does not say just now which groups you are in; try again in a few seconds."));
        }
    }
}
