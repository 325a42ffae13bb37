package io.postern.request.adapter.rest;

import io.postern.problems.Fields;
import io.postern.request.app.EndRequest;
import io.postern.request.app.Ended;
import io.postern.request.app.ShowRequests;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Ending;
import io.postern.request.domain.PlainText;
import io.postern.request.domain.Refusal;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ending a request early. */
@Path(SubmissionResource.PATH + "/{id}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EndingResource {
    private static final int LONGEST_REASON = 500;

    private final EndRequest end;
    private final ShowRequests show;
    private final Callers callers;
    private final Clock clock;

    EndingResource(EndRequest end, ShowRequests show, Callers callers, Clock clock) {
        this.end = end;
        this.show = show;
        this.callers = callers;
        this.clock = clock;
    }

    @POST
    @Path("cancel")
    public Response cancel(@PathParam("id") String id, @Nullable EndingBody body) {
        return end(id, Ending.Kind.CANCEL, body);
    }

    @POST
    @Path("revoke")
    public Response revoke(@PathParam("id") String id, @Nullable EndingBody body) {
        return end(id, Ending.Kind.REVOKE, body);
    }

    @POST
    @Path("release")
    public Response release(@PathParam("id") String id, @Nullable EndingBody body) {
        return end(id, Ending.Kind.RELEASE, body);
    }

    private Response end(String id, Ending.Kind kind, @Nullable EndingBody body) {
        Caller caller = callers.caller();
        Instant now = clock.instant();
        String comment = comment(body);
        return RequestsResource.id(id)
                .map(known -> end.end(known, kind, caller, comment, now))
                .map(outcome -> answer(outcome, caller, now))
                .orElseGet(() -> RequestsResource.unknown().response());
    }

    private Response answer(Ended outcome, Caller caller, Instant now) {
        return switch (outcome) {
            case Ended.Ordered(AccessRequest request) ->
                Response.accepted(show.one(request.id(), caller)
                                .map(shown -> RequestView.of(shown.request(), shown.timeline(), now))
                                .orElseThrow())
                        .build();
            case Ended.Unknown() -> RequestsResource.unknown().response();
            case Ended.Refused(Refusal refusal) -> Refusals.response(refusal);
        };
    }

    private static String comment(@Nullable EndingBody body) {
        String reason = Optional.ofNullable(body).map(EndingBody::reason).orElse("");
        if (!reason.isEmpty()) {
            PlainText.flaw("The reason", reason, LONGEST_REASON).ifPresent(flaw -> {
                throw Fields.wrong("reason", flaw.substring(0, flaw.length() - 1));
            });
        }
        return reason;
    }
}
