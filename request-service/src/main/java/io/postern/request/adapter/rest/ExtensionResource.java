package io.postern.request.adapter.rest;

import io.postern.problems.Fields;
import io.postern.request.app.ExtendRequest;
import io.postern.request.app.Extended;
import io.postern.request.app.IdempotencyKeys.Key;
import io.postern.request.app.ShowRequests;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Extending;
import io.postern.request.domain.PlainText;
import io.postern.request.domain.Refusal;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Asking to keep an access for longer. */
@Path(SubmissionResource.PATH + "/{id}/extend")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExtensionResource {
    private static final int LONGEST_JUSTIFICATION = 500;

    private final ExtendRequest extend;
    private final ShowRequests show;
    private final Callers callers;
    private final Clock clock;

    ExtensionResource(ExtendRequest extend, ShowRequests show, Callers callers, Clock clock) {
        this.extend = extend;
        this.show = show;
        this.callers = callers;
        this.clock = clock;
    }

    /** A dry run answers with the request as it would be; it has no timeline, because nothing has happened. */
    @POST
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    public Response extend(
            @PathParam("id") String id,
            @Nullable ExtendBody body,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Caller caller = callers.caller();
        Instant now = clock.instant();
        boolean dryRun = Queries.flag("dryRun", request.params());
        ExtendBody given = Fields.required("body", body);
        Extending wish = wish(given, caller);
        Optional<Key> named = Queries.key(headers.getRequestHeader("Idempotency-Key"))
                .map(key -> new Key(caller.id(), key, BodyDigest.of(List.of("extend", id, given))));
        return RequestsResource.id(id)
                .map(known -> dryRun ? extend.preview(known, wish, named, now) : extend.extend(known, wish, named, now))
                .map(outcome -> answer(outcome, caller, dryRun, now))
                .orElseGet(() -> RequestsResource.unknown().response());
    }

    private Response answer(Extended outcome, Caller caller, boolean dryRun, Instant now) {
        return switch (outcome) {
            case Extended.Accepted(AccessRequest request) ->
                dryRun
                        ? Response.ok(RequestView.of(request, null, now)).build()
                        : Response.accepted(show.one(request.id(), caller)
                                        .map(shown -> RequestView.of(shown.request(), shown.timeline(), now))
                                        .orElseThrow())
                                .build();
            case Extended.Unknown() -> RequestsResource.unknown().response();
            case Extended.Refused(Refusal refusal) -> Refusals.response(refusal);
        };
    }

    private static Extending wish(ExtendBody body, Caller caller) {
        String justification = body.justification();
        if (justification != null) {
            PlainText.flaw("The justification", justification, LONGEST_JUSTIFICATION)
                    .ifPresent(flaw -> {
                        throw Fields.wrong("justification", flaw.substring(0, flaw.length() - 1));
                    });
        }
        return new Extending(
                caller,
                Fields.duration("duration", body.duration()),
                Fields.instant("endsAt", body.endsAt()),
                justification);
    }
}
