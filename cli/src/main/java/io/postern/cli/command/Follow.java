package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.EventStream;
import io.postern.cli.api.Json;
import io.postern.cli.api.Postern;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Follows a request until it is open, or never will be: by the service's events, each told as it comes, and by asking again
 * where there are none.
 */
final class Follow {
    private static final Set<String> UNDERWAY = Set.of("pending", "approved", "opening");
    private static final Set<String> COMING = Set.of("pending", "approved");
    private static final long LOOK_EVERY_NANOS = 250_000_000;
    private static final Duration TICK = Duration.ofMillis(500);
    /** A stream gives a sign of life more often than this. */
    private static final Duration SILENCE = Duration.ofSeconds(45);
    /** So long a service may be away while somebody waits. */
    private static final Duration AWAY = Duration.ofSeconds(60);

    private final Postern postern;
    private final String id;
    private final Consumer<String> tell;
    private final Consumer<String> live;
    private final long start = System.nanoTime();
    private String last = "";
    private String state = "";

    private Follow(Postern postern, String id, Consumer<String> tell, Consumer<String> live) {
        this.postern = postern;
        this.id = id;
        this.tell = tell;
        this.live = live;
    }

    static JsonNode untilSettled(Postern postern, JsonNode request, Terminal terminal) {
        return untilSettled(postern, request, terminal::say, terminal::live);
    }

    /** {@code live} is told how long it has been, over and over. */
    static JsonNode untilSettled(Postern postern, JsonNode request, Consumer<String> tell, Consumer<String> live) {
        return new Follow(postern, request.path("id").asText(), tell, live).settled(request);
    }

    private JsonNode settled(JsonNode request) {
        JsonNode now = request;
        long seen = System.nanoTime();
        changed(now.path("state").asText());
        while (UNDERWAY.contains(now.path("state").asText())) {
            if (!listened()) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            try {
                now = postern.request(id);
                changed(now.path("state").asText());
                seen = System.nanoTime();
            } catch (CommandFailure away) {
                if (System.nanoTime() - seen > AWAY.toNanos()) {
                    throw away;
                }
            }
        }
        return now;
    }

    /** Until the request has settled, or the stream is of no more use; false when there is none to be had. */
    private boolean listened() {
        Optional<EventStream> stream = stream();
        stream.ifPresent(this::listen);
        return stream.isPresent();
    }

    private void listen(EventStream stream) {
        try (EventStream events = stream) {
            long heard = System.nanoTime();
            while (System.nanoTime() - heard < SILENCE.toNanos()) {
                EventStream.Event event = events.next(TICK).orElse(null);
                live.accept("  " + state + ", " + (System.nanoTime() - start) / 1_000_000_000 + " s");
                if (event == null) {
                    continue;
                }
                heard = System.nanoTime();
                if (event.isEnd() || settles(event)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private Optional<EventStream> stream() {
        try {
            return Optional.of(postern.events(id, last));
        } catch (CommandFailure none) {
            live.accept("  " + state + ", without news: " + none.sentence());
            return Optional.empty();
        }
    }

    private boolean settles(EventStream.Event event) {
        JsonNode data = json(event.data());
        switch (event.type()) {
            case "timeline" -> {
                last = event.id();
                tell.accept("  " + RequestText.plain(data));
            }
            case "state" -> {
                changed(data.path("state").asText());
                return !UNDERWAY.contains(state);
            }
            default -> {}
        }
        return false;
    }

    private void changed(String now) {
        if (!now.equals(state)) {
            state = now;
            tell.accept(id + " is " + now);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Until the last extension is in effect, or will not be. */
    static JsonNode untilExtended(Postern postern, JsonNode request, Terminal terminal) {
        String id = request.path("id").asText();
        String state = "";
        JsonNode now = request;
        while (true) {
            if (!lastExtension(now).equals(state)) {
                state = lastExtension(now);
                terminal.say("The extension of " + id + " is " + state);
            }
            if (!COMING.contains(state) || !now.path("state").asText().equals("open")) {
                return now;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            now = postern.request(id);
        }
    }

    /** How the last extension of a request stands. */
    static String lastExtension(JsonNode request) {
        JsonNode extensions = request.path("extensions");
        return extensions.path(extensions.size() - 1).path("state").asText();
    }
}
