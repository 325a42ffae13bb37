package io.postern.portal.adapter.web;

import io.postern.portal.app.Changes;
import io.postern.portal.app.SignedIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Tells an open page which requests change, so that it reads its parts anew. */
@Path("/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class LivePage {
    /** A page that does not take even this is let go; it comes back and reads everything anew. */
    private static final int BUFFER = 128;

    private static final long BACK_AFTER_MS = 2_000;

    /** A browser shows one page or a few: what is in the background gives its place back. */
    private static final int PER_PERSON = 30;

    /** Half of the connections; the other half is for pages. */
    private static final int ALL = 2_000;

    private static final int TOO_MANY = 429;
    private static final int AWAY = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Changes changes;
    private final SignedIn caller;
    private final Listeners listeners = new Listeners(PER_PERSON, ALL);

    public LivePage(Changes changes, SignedIn caller) {
        this.changes = changes;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    public Multi<OutboundSseEvent> live(@Context Sse sse, @Context HttpServerRequest request) {
        request.response().putHeader("X-Accel-Buffering", "no");
        String person = caller.person().id();
        Listeners.Place place = listeners.take(person);
        if (place != Listeners.Place.TAKEN) {
            throw new WebApplicationException(place == Listeners.Place.TOO_MANY_OF_ONE ? TOO_MANY : AWAY);
        }
        BrowserStream stream = new BrowserStream(sse, request.response(), BACK_AFTER_MS, () -> listeners.leave(person));
        Changes.Hearing hearing = hear(stream);
        if (!stream.wanted(PATIENCE)) {
            throw new WebApplicationException(TOO_MANY);
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.onTermination(hearing::close);
                            stream.to(emitter);
                        },
                        BUFFER);
    }

    /** Called while the call says who it is. What does not even begin is over, too. */
    private Changes.Hearing hear(BrowserStream stream) {
        try {
            return changes.hear(stream);
        } catch (RuntimeException e) {
            stream.over();
            throw e;
        }
    }
}
