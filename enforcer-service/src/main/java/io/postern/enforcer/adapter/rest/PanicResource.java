package io.postern.enforcer.adapter.rest;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.PersonId;
import io.postern.enforcer.app.PanicClose;
import io.postern.problems.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Shuts everything, of an NSG or everywhere. It works with Kafka dead, and asks nobody else. */
@Path("/api/v1/panic")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PanicResource {
    private static final int LONGEST_REASON = 500;

    private final PanicClose panic;
    private final JsonWebToken token;
    private final Clock clock;

    public PanicResource(PanicClose panic, JsonWebToken token, Clock clock) {
        this.panic = panic;
        this.token = token;
        this.clock = clock;
    }

    /** Without a boundary it is everywhere. When it answers, the order is on record: what is still open is on its way to be shut. */
    @POST
    @RolesAllowed(Roles.CONFIGURE)
    public Response order(@Nullable PanicBody given) {
        PanicBody body = Fields.required("body", given);
        String named = body.boundary();
        Optional<BoundaryId> boundary =
                named == null ? Optional.empty() : Optional.of(Fields.read("boundary", named, BoundaryId::new));
        String reason = Fields.required("reason", body.reason());
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Fields.wrong("reason", "say why in 1 to " + LONGEST_REASON + " characters");
        }
        PanicClose.Closing closing =
                panic.now(new PanicClose.Order(boundary, person(), name(), reason), clock.instant());
        return Response.accepted(new PanicAnswer("closing", closing.grants(), closing.boundaries()))
                .build();
    }

    private @Nullable PersonId person() {
        String tenant = claim("tid");
        String id = claim("oid");
        return tenant.isEmpty() || id.isEmpty() ? null : new PersonId(tenant, id);
    }

    private String name() {
        return claim("name");
    }

    private String claim(String name) {
        return token.<Object>claim(name).map(String::valueOf).orElse("");
    }
}
