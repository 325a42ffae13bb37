package io.postern.request.adapter.rest;

import io.postern.problems.Fields;
import io.postern.request.app.Advisers.Advice;
import io.postern.request.app.IdempotencyKeys.Key;
import io.postern.request.app.SubmitRequest;
import io.postern.request.app.Submitted;
import io.postern.request.app.TryRequest;
import io.postern.request.app.TryRequest.Tried;
import io.postern.request.domain.Basis;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Asking for access. */
@Path(SubmissionResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SubmissionResource {
    static final String PATH = "/api/v1/access-requests";

    private final SubmitRequest submit;
    private final TryRequest attempt;
    private final Callers callers;
    private final Clock clock;

    SubmissionResource(SubmitRequest submit, TryRequest attempt, Callers callers, Clock clock) {
        this.submit = submit;
        this.attempt = attempt;
        this.callers = callers;
        this.clock = clock;
    }

    @POST
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    public Response submit(
            @Nullable SubmissionBody body, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        Caller caller = callers.caller();
        Instant now = clock.instant();
        boolean dryRun = Queries.flag("dryRun", request.params());
        SubmissionBody given = Fields.required("body", body);
        Submission submission = SubmissionReader.read(given, caller, callers.address());
        Optional<Key> named = Queries.key(headers.getRequestHeader("Idempotency-Key"))
                .map(key -> new Key(caller.id(), key, BodyDigest.of(given)));
        return dryRun
                ? tried(attempt.attempt(submission, named, callers.token(), now), now)
                : submitted(submit.submit(submission, named, now), now);
    }

    private static Response submitted(Submitted outcome, Instant now) {
        return switch (outcome) {
            case Submitted.Accepted accepted ->
                Response.accepted(RequestView.answer(accepted, now))
                        .location(URI.create(PATH + "/" + accepted.request().id()))
                        .build();
            case Submitted.Refused(Refusal refusal) -> Refusals.response(refusal);
        };
    }

    private static Response tried(Tried outcome, Instant now) {
        return switch (outcome) {
            case Tried.Accepted(Submitted.Accepted accepted, Basis basis, Advice advice) ->
                Response.ok(DryRunView.of(accepted, basis, advice, now)).build();
            case Tried.Refused(Refusal refusal) -> Refusals.response(refusal);
        };
    }
}
