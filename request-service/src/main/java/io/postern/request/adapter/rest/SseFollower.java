package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.CloseReason;
import io.postern.request.app.Follower;
import io.postern.request.domain.Standing;
import io.postern.request.domain.TimelineEntry;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A follower at the other end of an HTTP connection, told by server-sent events. */
final class SseFollower implements Follower {
    private final MultiEmitter<? super OutboundSseEvent> events;
    private final HttpServerResponse connection;
    private final Sse sse;
    private final ObjectMapper json;

    /** How the request stands; {@code ended}: nothing more will come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(String state, @Nullable String reason, boolean ended) {
        static State of(Standing standing) {
            String reason = Optional.ofNullable(standing.reason())
                    .map(CloseReason::word)
                    .orElse(null);
            return new State(standing.state().word(), reason, standing.state().ended());
        }
    }

    SseFollower(
            MultiEmitter<? super OutboundSseEvent> events, HttpServerResponse connection, Sse sse, ObjectMapper json) {
        this.events = events;
        this.connection = connection;
        this.sse = sse;
        this.json = json;
    }

    @Override
    public void entry(long id, TimelineEntry entry) {
        events.emit(event("timeline").id(Long.toString(id)).data(text(entry)).build());
    }

    @Override
    public void state(Standing standing) {
        events.emit(event("state").data(text(State.of(standing))).build());
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

    private OutboundSseEvent.Builder event(String type) {
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
