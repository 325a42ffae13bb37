package io.postern.request.adapter.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.problems.Refused;
import io.postern.request.app.ChangesFollow;
import io.postern.request.app.FollowChanges;
import io.postern.request.app.Following;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Following all requests that one may read: which of them change, as they do, until the token ends. */
@Path(SubmissionResource.PATH + "/events")
@Authenticated
@Produces(MediaType.SERVER_SENT_EVENTS)
public class ChangesResource {
    private final FollowChanges follow;
    private final Callers callers;
    private final ObjectMapper json;
    private final Clock clock;

    ChangesResource(FollowChanges follow, Callers callers, ObjectMapper json, Clock clock) {
        this.follow = follow;
        this.callers = callers;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Blocking
    @Operation(
            summary = "Which requests change, as they do",
            description =
                    "Server-sent events about every request that the list shows the caller. 'hello' comes first, and"
                            + " again when too much happened at a time: read anew what you show. 'changed' names a request that"
                            + " has changed, its state and its requester's object id. Nothing from before is told. The stream ends"
                            + " with the token.")
    public Multi<OutboundSseEvent> events(@Context Sse sse, @Context HttpServerRequest request) {
        HttpServerResponse connection = request.response();
        ChangesFollow place = place(connection);
        SseListener.prepare(connection);
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.onTermination(() -> follow.leave(place));
                            follow.start(place, new SseChangesFollower(emitter, connection, sse, json));
                        },
                        SseListener.BUFFER);
    }

    @HEAD
    public Response head() {
        return SseListener.onlyGet();
    }

    private ChangesFollow place(HttpServerResponse connection) {
        return switch (follow.follow(callers.caller(), callers.tokenEnds(), clock.instant())) {
            case Following.Granted<ChangesFollow>(ChangesFollow place) -> place;
            case Following.Unknown<ChangesFollow>() -> throw new Refused(RequestsResource.unknown());
            case Following.TooManyOfOne<ChangesFollow>() ->
                throw SseListener.later(429, "You follow requests in as many places as one person may.", connection);
            case Following.TooManyHere<ChangesFollow>() ->
                throw SseListener.later(503, "As many people follow requests here as can; ask again soon.", connection);
        };
    }
}
