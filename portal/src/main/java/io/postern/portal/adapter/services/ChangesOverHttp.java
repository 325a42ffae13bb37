package io.postern.portal.adapter.services;

import io.postern.portal.app.Changes;
import io.postern.portal.domain.BackOff;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Changes as request-service tells them: each listener has a stream there, in the name of its person. */
public final class ChangesOverHttp implements Changes {
    private static final String PATH = "/api/v1/access-requests/events";

    private final ServiceCalls calls;
    private final Upstream requests;
    private final Duration firstPause;

    public ChangesOverHttp(ServiceCalls calls, Upstream requests) {
        this(calls, requests, Duration.ofMillis(500));
    }

    ChangesOverHttp(ServiceCalls calls, Upstream requests, Duration firstPause) {
        this.calls = calls;
        this.requests = requests;
        this.firstPause = firstPause;
    }

    @Override
    public Hearing hear(Listener listener) {
        HttpRequest request = calls.request(requests, PATH)
                .setHeader("Accept", "text/event-stream")
                .build();
        BackOff backOff = new BackOff(firstPause, Duration.ofSeconds(15));
        Thread thread =
                Thread.ofVirtual().name("changes").start(new ChangeStream(calls.http(), request, listener, backOff));
        return thread::interrupt;
    }
}
