package io.postern.enforcer.adapter.rest;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.app.CloseGrant;
import io.postern.enforcer.app.ListState;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Grants: what became of one, and the order to close. Closing works with Kafka dead. */
@Path("/api/v1/grants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GrantsResource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CloseGrant close;
    private final ListState state;
    private final Clock clock;

    public GrantsResource(CloseGrant close, ListState state, Clock clock) {
        this.close = close;
        this.state = state;
        this.clock = clock;
    }

    /** The id may be of a grant or of a request; an unknown one is remembered, so that nothing of it opens later. */
    @POST
    @Path("/{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLOSE, Roles.CONFIGURE})
    public CloseAnswer close(@PathParam("id") String id, @Nullable CloseBody body) {
        String ulid = id(id).value();
        CloseReason reason = reason(body);
        return switch (close.now(ulid, reason, clock.instant(), PATIENCE)) {
            case CLOSED -> new CloseAnswer("closed");
            case CLOSING -> new CloseAnswer("closing");
        };
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.READ, Roles.CLOSE, Roles.CONFIGURE})
    public GrantView get(@PathParam("id") String id) {
        return state.grant(id(id))
                .map(GrantView::of)
                .orElseThrow(() -> new Refused(Problem.of(404, "There is no grant of this id.")));
    }

    private static GrantId id(String text) {
        try {
            return new GrantId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.of(400, "The id of a grant or request is a ULID of 26 characters."));
        }
    }

    private static CloseReason reason(@Nullable CloseBody body) {
        String reason = body == null || body.reason() == null ? "" : body.reason();
        return switch (reason) {
            case "revoked" -> CloseReason.REVOKED;
            case "released" -> CloseReason.RELEASED;
            default ->
                throw new Refused(Problem.of(400, "Send {\"reason\":\"revoked\"} or {\"reason\":\"released\"}."));
        };
    }
}
