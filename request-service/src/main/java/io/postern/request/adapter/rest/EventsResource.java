package io.postern.request.adapter.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
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
import jakarta.ws.rs.HttpMethod;
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
    /** A timeline is short; whoever does not take even this in time is let go, and may come back. */
    private static final int BUFFER = 256;

    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,18}");
    private static final String RETRY_SECONDS = "5";

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
        connection.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.onTermination(() -> follow.leave(place));
                            follow.start(place, new SseFollower(emitter, connection, sse, json));
                        },
                        BUFFER);
    }

    /** Headers without events would be sent for as long as the request lives. */
    @HEAD
    public Response head() {
        return Problem.of(405, "Follow a request with GET.")
                .builder()
                .header(HttpHeaders.ALLOW, HttpMethod.GET)
                .build();
    }

    private Follow place(RequestId id, long read, HttpServerResponse connection) {
        return switch (follow.follow(id, callers.caller(), read, callers.tokenEnds(), clock.instant())) {
            case Following.Granted(Follow place) -> place;
            case Following.Unknown() -> throw new Refused(RequestsResource.unknown());
            case Following.TooManyOfOne() ->
                throw later(429, "You follow as many requests as one person may; stop following one.", connection);
            case Following.TooManyHere() ->
                throw later(503, "As many requests are followed here as can be; ask again soon.", connection);
        };
    }

    private static Refused later(int status, String sentence, HttpServerResponse connection) {
        connection.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return new Refused(Problem.named("too-many-followers", status, sentence));
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
