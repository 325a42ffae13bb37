package io.postern.request.adapter.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.request.app.ChangeNews;
import io.postern.request.app.ChangesFollower;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;

/** A follower of all requests that one may read. */
final class SseChangesFollower extends SseListener implements ChangesFollower {
    /** Which request has changed, how it stands, and the object id of whoever asked for it. */
    record Changed(String requestId, String state, String requester) {
        static Changed of(ChangeNews.Change change) {
            return new Changed(
                    change.request().value(),
                    change.state().word(),
                    change.requester().oid());
        }
    }

    SseChangesFollower(
            MultiEmitter<? super OutboundSseEvent> events, HttpServerResponse connection, Sse sse, ObjectMapper json) {
        super(events, connection, sse, json);
    }

    @Override
    public void hello() {
        tell(event("hello"), Map.of());
    }

    @Override
    public void changed(ChangeNews.Change change) {
        tell(event("changed"), Changed.of(change));
    }
}
