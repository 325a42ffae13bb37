package io.postern.request.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.app.Listener;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** The other end of an HTTP connection, told by server-sent events. */
abstract class SseListener implements Listener {
    /** Whoever does not take even this in time is let go, and may come back. */
    static final int BUFFER = 256;

    private static final String RETRY_SECONDS = "5";

    private final MultiEmitter<? super OutboundSseEvent> events;
    private final HttpServerResponse connection;
    private final Sse sse;
    private final ObjectMapper json;

    SseListener(
            MultiEmitter<? super OutboundSseEvent> events, HttpServerResponse connection, Sse sse, ObjectMapper json) {
        this.events = events;
        this.connection = connection;
        this.sse = sse;
        this.json = json;
    }

    /** What keeps caches and proxies from holding events back. */
    static void prepare(HttpServerResponse connection) {
        connection.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
    }

    static Refused later(int status, String sentence, HttpServerResponse connection) {
        connection.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return new Refused(Problem.named("too-many-followers", status, sentence));
    }

    /** Headers without events would be sent for as long as there are any to come. */
    static Response onlyGet() {
        return Problem.of(405, "Follow with GET.")
                .builder()
                .header(HttpHeaders.ALLOW, HttpMethod.GET)
                .build();
    }

    @Override
    public void beat() {
        events.emit(sse.newEventBuilder().comment("still here").build());
    }

    @Override
    public void end() {
        events.complete();
    }

    @Override
    public boolean gone() {
        return events.isCancelled() || connection.closed();
    }

    final void tell(OutboundSseEvent.Builder event, Object data) {
        events.emit(event.data(text(data)).build());
    }

    final OutboundSseEvent.Builder event(String type) {
        return sse.newEventBuilder().name(type);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value that cannot be written is a bug", e);
        }
    }
}
