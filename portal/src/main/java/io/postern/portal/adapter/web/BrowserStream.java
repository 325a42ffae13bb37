package io.postern.portal.adapter.web;

import io.postern.portal.app.Changes;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The browser at the other end of an event stream. What is told before it listens waits with whoever tells. */
final class BrowserStream implements Changes.Listener {
    private final Sse sse;
    private final HttpServerResponse connection;
    private final long backAfterMs;
    private final Runnable whenOver;
    private final CompletableFuture<MultiEmitter<? super OutboundSseEvent>> browser =
            new CompletableFuture<MultiEmitter<? super OutboundSseEvent>>().orTimeout(10, TimeUnit.SECONDS);

    private final CompletableFuture<Boolean> wanted = new CompletableFuture<>();

    BrowserStream(Sse sse, HttpServerResponse connection, long backAfterMs, Runnable whenOver) {
        this.sse = sse;
        this.connection = connection;
        this.backAfterMs = backAfterMs;
        this.whenOver = whenOver;
    }

    void to(MultiEmitter<? super OutboundSseEvent> emitter) {
        emitter.emit(sse.newEventBuilder()
                .reconnectDelay(backAfterMs)
                .comment("listening")
                .build());
        browser.complete(emitter);
    }

    /** Whether the service takes this listener; a service that says neither soon may do so later. */
    boolean wanted(Duration patience) {
        return wanted.completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void tooMany() {
        wanted.complete(false);
    }

    @Override
    public void changed(String json) {
        wanted.complete(true);
        emit(sse.newEventBuilder().name("changed").data(json).build());
    }

    @Override
    public void quiet() {
        wanted.complete(true);
        emit(sse.newEventBuilder().comment("still here").build());
    }

    @Override
    public void over() {
        whenOver.run();
        wanted.complete(true);
        browser.thenAccept(MultiEmitter::complete);
    }

    private void emit(OutboundSseEvent event) {
        MultiEmitter<? super OutboundSseEvent> emitter = browser.join();
        if (connection.closed()) {
            emitter.complete();
            Thread.currentThread().interrupt(); // whoever tells stops telling
            return;
        }
        emitter.emit(event);
    }
}
