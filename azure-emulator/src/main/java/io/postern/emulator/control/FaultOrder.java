package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An order to go wrong: which requests it strikes and how many times, and what it does to them: a delay, an error answer, a
 * dropped connection before the request takes effect, or after.
 */
record FaultOrder(
        String on,
        Pattern method,
        Pattern path,
        Pattern who,
        int times,
        int status,
        String code,
        String message,
        int retryAfter,
        Duration latency,
        Drop drop) {
    private static final Set<String> FIELDS = Set.of(
            "on", "method", "path", "who", "times", "status", "code", "message", "retryAfter", "latency", "drop");

    /** When the connection is dropped. */
    enum Drop {
        NEVER,
        BEFORE,
        AFTER
    }

    /** Reads an order; an {@link IllegalArgumentException} says what is wrong with it. */
    static FaultOrder read(JsonNode json) {
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("unknown field '" + field + "'; known are " + FIELDS);
            }
        });
        String on = json.path("on").asText("write");
        if (!Set.of("write", "read", "any").contains(on)) {
            throw new IllegalArgumentException("'on' is write, read or any");
        }
        int status = json.path("status").asInt(0);
        if (status != 0 && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("'status' is an error status, 400 to 599");
        }
        int times = json.path("times").asInt(1);
        if (times < 1) {
            throw new IllegalArgumentException("'times' is 1 or more");
        }
        try {
            return new FaultOrder(
                    on,
                    pattern(json, "method"),
                    pattern(json, "path"),
                    pattern(json, "who"),
                    times,
                    status,
                    json.path("code").asText(defaultCode(status)),
                    json.path("message").asText("This failure was ordered."),
                    json.path("retryAfter").asInt(-1),
                    Duration.parse(json.path("latency").asText("PT0S")),
                    drop(json.path("drop")));
        } catch (DateTimeException notADuration) {
            throw new IllegalArgumentException("'latency' is an ISO 8601 duration such as PT0.5S", notADuration);
        }
    }

    private static Pattern pattern(JsonNode json, String field) {
        try {
            return Pattern.compile(json.path(field).asText(""), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("'" + field + "' is not a regular expression", wrong);
        }
    }

    private static Drop drop(JsonNode json) {
        return switch (json.asText("false")) {
            case "false" -> Drop.NEVER;
            case "true", "before" -> Drop.BEFORE;
            case "after" -> Drop.AFTER;
            default -> throw new IllegalArgumentException("'drop' is true, before, after or false");
        };
    }

    private static String defaultCode(int status) {
        return switch (status) {
            case 429 -> "TooManyRequests";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 503 -> "ServiceUnavailable";
            default -> status < 500 ? "BadRequest" : "InternalServerError";
        };
    }

    boolean strikes(Call call, String caller) {
        boolean kind = on.equals("any") || on.equals("write") == call.writes();
        return kind
                && method.matcher(call.method()).find()
                && path.matcher(call.path()).find()
                && who.matcher(caller).find();
    }

    FaultOrder onceLess() {
        return new FaultOrder(on, method, path, who, times - 1, status, code, message, retryAfter, latency, drop);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("on", on).put("method", method.pattern()).put("path", path.pattern());
        json.put("who", who.pattern()).put("times", times);
        if (status != 0) {
            json.put("status", status).put("code", code).put("message", message);
        }
        if (retryAfter >= 0) {
            json.put("retryAfter", retryAfter);
        }
        return json.put("latency", latency.toString()).put("drop", drop.name().toLowerCase(java.util.Locale.ROOT));
    }
}
