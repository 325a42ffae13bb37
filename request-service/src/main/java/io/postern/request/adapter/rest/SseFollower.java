package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
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

/** A follower of one request. */
final class SseFollower extends SseListener implements Follower {
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
        super(events, connection, sse, json);
    }

    @Override
    public void entry(long id, TimelineEntry entry) {
        tell(event("timeline").id(Long.toString(id)), entry);
    }

    @Override
    public void state(Standing standing) {
        tell(event("state"), State.of(standing));
    }
}
