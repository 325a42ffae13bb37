package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Follows a request until it is open, or never will be. */
final class Follow {
    private static final Set<String> UNDERWAY = Set.of("pending", "approved", "opening");
    private static final Set<String> COMING = Set.of("pending", "approved");
    private static final long LOOK_EVERY_NANOS = 250_000_000;

    private Follow() {}

    static JsonNode untilSettled(Postern postern, JsonNode request, Terminal terminal) {
        String id = request.path("id").asText();
        String state = "";
        JsonNode now = request;
        while (true) {
            if (!now.path("state").asText().equals(state)) {
                state = now.path("state").asText();
                terminal.say(id + " is " + state);
            }
            if (!UNDERWAY.contains(state)) {
                return now;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            now = postern.request(id);
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
