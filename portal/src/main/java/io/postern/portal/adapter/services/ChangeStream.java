package io.postern.portal.adapter.services;

import io.postern.portal.app.Changes;
import io.postern.portal.domain.BackOff;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One stream of changes, taken up again whenever it breaks, until its thread is interrupted or it is refused. */
final class ChangeStream implements Runnable {
    private static final Logger LOG = Logger.getLogger(ChangeStream.class);
    private static final int TOO_MANY = 429;
    private static final String ANYTHING = "{}";

    /** The service says every 15 seconds that it is there. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    private final HttpClient http;
    private final HttpRequest request;
    private final Changes.Listener listener;
    private final BackOff backOff;
    private String event = "";
    private boolean begun;

    ChangeStream(HttpClient http, HttpRequest request, Changes.Listener listener, BackOff backOff) {
        this.http = http;
        this.request = request;
        this.listener = listener;
        this.backOff = backOff;
    }

    @Override
    public void run() {
        try {
            while (heard()) {
                listener.quiet(); // whoever has gone is noticed by telling them something
                Thread.sleep(backOff.pause(ThreadLocalRandom.current().nextDouble()));
            }
        } catch (InterruptedException nobodyListens) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("a page hears of no more changes: %s", e);
        } finally {
            listener.over();
        }
    }

    /** Hears until the stream breaks; false when it is no use to come again with this token. */
    private boolean heard() throws InterruptedException {
        try (Lines lines = new Lines()) {
            CompletableFuture<HttpResponse<Void>> whole =
                    http.sendAsync(request, answer -> switch (answer.statusCode()) {
                        case 200 -> BodyHandlers.fromLineSubscriber(lines).apply(answer);
                        default -> {
                            lines.onComplete();
                            yield HttpResponse.BodySubscribers.replacing(null);
                        }
                    });
            whole.whenComplete((_, why) -> lines.failed(why));
            try {
                tell(lines);
                return goesOn(whole);
            } finally {
                whole.cancel(true);
            }
        }
    }

    private boolean goesOn(CompletableFuture<HttpResponse<Void>> whole) throws InterruptedException {
        int status = status(whole);
        if (status == TOO_MANY && !begun) {
            listener.tooMany();
            return false;
        }
        begun = true;
        return status < 400 || status >= 500 || status == TOO_MANY;
    }

    private void tell(Lines lines) throws InterruptedException {
        for (String line = lines.next(SILENCE); line != null; line = lines.next(SILENCE)) {
            line(line);
        }
    }

    private void line(String line) {
        if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data(line.substring("data:".length()).strip());
        } else if (line.startsWith(":")) {
            listener.quiet();
        }
    }

    private void data(String data) {
        switch (event) {
            case "hello" -> {
                begun = true;
                backOff.again();
                listener.changed(ANYTHING);
            }
            case "changed" -> listener.changed(data);
            default -> LOG.debugf("an event of an unknown kind: %s", event);
        }
    }

    /** A stream that broke has no status that says no; one that never came may come another time. */
    private static int status(CompletableFuture<HttpResponse<Void>> whole) throws InterruptedException {
        try {
            return whole.get(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException | TimeoutException broken) {
            return 0;
        }
    }
}
