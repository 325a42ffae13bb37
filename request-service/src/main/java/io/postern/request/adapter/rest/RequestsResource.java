package io.postern.request.adapter.rest;

import io.postern.contracts.id.RequestId;
import io.postern.problems.Problem;
import io.postern.request.app.AccessRequests.Query;
import io.postern.request.app.ShowRequests;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looking at requests. */
@Path(SubmissionResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {
    private final ShowRequests show;
    private final Callers callers;
    private final Clock clock;

    RequestsResource(ShowRequests show, Callers callers, Clock clock) {
        this.show = show;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public RequestPage page(
            @QueryParam("state") @Nullable String state,
            @QueryParam("vm") @Nullable String vm,
            @QueryParam("requester") @Nullable String requester,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Caller caller = callers.caller();
        Instant now = clock.instant();
        Query query = Queries.query(caller, state, vm, requester, after, limit);
        List<AccessRequest> page = show.page(query, caller, now);
        String next = page.size() < query.limit() ? null : page.getLast().id().value();
        return new RequestPage(
                page.stream().map(request -> RequestView.of(request, null, now)).toList(), next);
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        Caller caller = callers.caller();
        Instant now = clock.instant();
        return id(id).flatMap(known -> show.one(known, caller))
                .map(shown -> Response.ok(RequestView.of(shown.request(), shown.timeline(), now))
                        .build())
                .orElseGet(() -> unknown().response());
    }

    /** What is no id names no request. */
    static Optional<RequestId> id(String text) {
        try {
            return Optional.of(new RequestId(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Problem unknown() {
        return Problem.named(
                "unknown-request",
                404,
                "There is no such request, or none that you may see; GET " + SubmissionResource.PATH + " lists yours.");
    }
}
