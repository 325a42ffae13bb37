package io.postern.request.adapter.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Fields;
import io.postern.problems.Refused;
import io.postern.request.app.Follow;
import io.postern.request.app.FollowRequests;
import io.postern.request.app.Following;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Following a request: its timeline so far, then every entry and every state as it comes, until it has ended. */
@Path(SubmissionResource.PATH + "/{id}/events")
@Authenticated
@Produces(MediaType.SERVER_SENT_EVENTS)
public class EventsResource {
    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,18}");

    private final FollowRequests follow;
    private final Callers callers;
    private final ObjectMapper json;
    private final Clock clock;

    EventsResource(FollowRequests follow, Callers callers, ObjectMapper json, Clock clock) {
        this.follow = follow;
        this.callers = callers;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Blocking
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        RequestId known = RequestsResource.id(id).orElseThrow(() -> new Refused(RequestsResource.unknown()));
        HttpServerResponse connection = request.response();
        Follow place = place(known, entry(last), connection);
        SseListener.prepare(connection);
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.onTermination(() -> follow.leave(place));
                            follow.start(place, new SseFollower(emitter, connection, sse, json));
                        },
                        SseListener.BUFFER);
    }

    @HEAD
    public Response head() {
        return SseListener.onlyGet();
    }

    private Follow place(RequestId id, long read, HttpServerResponse connection) {
        return switch (follow.follow(id, callers.caller(), read, callers.tokenEnds(), clock.instant())) {
            case Following.Granted<Follow>(Follow place) -> place;
            case Following.Unknown<Follow>() -> throw new Refused(RequestsResource.unknown());
            case Following.TooManyOfOne<Follow>() ->
                throw SseListener.later(
                        429, "You follow as many requests as one person may; stop following one.", connection);
            case Following.TooManyHere<Follow>() ->
                throw SseListener.later(
                        503, "As many requests are followed here as can be; ask again soon.", connection);
        };
    }

    private static long entry(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!ENTRY.matcher(last).matches()) {
            throw Fields.wrong(HttpHeaders.LAST_EVENT_ID_HEADER, "it is the id of the last event received");
        }
        return Long.parseLong(last);
    }
}
