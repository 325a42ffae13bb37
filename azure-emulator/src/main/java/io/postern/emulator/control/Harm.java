package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.arm.Fate;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What goes wrong with a request.
 *
 * @param late whether delay and error answer come after the effect instead of before or in place of it
 */
record Harm(
        int status,
        String code,
        String message,
        RetryAfter retryAfter,
        Duration latency,
        boolean late,
        Drop drop,
        Optional<WrongDate> date,
        Optional<Fate> fate,
        Optional<Duration> stale) {
    static final Set<String> FIELDS =
            Set.of("status", "code", "message", "retryAfter", "latency", "when", "drop", "date", "operation", "stale");

    static Harm read(Fields fields) {
        int status = fields.number("status", 0, 0);
        if (status != 0 && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("'status' is an error status, 400 to 599");
        }
        Harm harm = new Harm(
                status,
                fields.text("code", defaultCode(status)),
                fields.text("message", "This failure was ordered."),
                RetryAfter.read(fields),
                fields.duration("latency").orElse(Duration.ZERO),
                fields.oneOf("when", "before", Set.of("before", "after")).equals("after"),
                Drop.of(fields.text("drop", "false")),
                fields.has("date") ? Optional.of(WrongDate.read(fields)) : Optional.empty(),
                fields.has("operation") ? Optional.of(Fates.read(fields.at("operation"))) : Optional.empty(),
                fields.duration("stale"));
        harm.checkSense();
        return harm;
    }

    /** An entry of a list in which a number is a status and a word a way to drop the connection. */
    static Harm entry(JsonNode json) {
        JsonNode object = json.isNumber()
                ? Json.object().set("status", json)
                : json.isTextual() ? Json.object().set("drop", json) : json;
        Fields fields = new Fields(object);
        fields.only(FIELDS);
        return read(fields);
    }

    private void checkSense() {
        if (status == 0
                && latency.isZero()
                && drop == Drop.NEVER
                && date.isEmpty()
                && fate.isEmpty()
                && stale.isEmpty()) {
            throw new IllegalArgumentException(
                    "an order says what goes wrong: status, latency, drop, date, operation or stale");
        }
        if (status != 0 && !late && (fate.isPresent() || stale.isPresent())) {
            throw new IllegalArgumentException(
                    "a request that fails before its effect has no operation and reads nothing");
        }
        if (drop.before() && (status != 0 || fate.isPresent() || stale.isPresent())) {
            throw new IllegalArgumentException("a request that is dropped before its effect gets no answer");
        }
        if (fate.isPresent() && stale.isPresent()) {
            throw new IllegalArgumentException("an operation is started by a write, and only a read is stale");
        }
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

    /** The answer with what is wrong about its date and its end. */
    Reply marked(Reply reply, Instant now) {
        Reply dated = date.map(d -> d.on(reply, now)).orElse(reply);
        return drop == Drop.NEVER ? dated : dated.ending(drop.ending());
    }

    void writeTo(ObjectNode json) {
        if (status != 0) {
            json.put("status", status).put("code", code).put("message", message);
        }
        retryAfter.writeTo(json);
        json.put("latency", latency.toString()).put("when", late ? "after" : "before");
        json.put("drop", drop.text());
        date.ifPresent(d -> json.put("date", d.text()));
        fate.ifPresent(f -> json.set("operation", Fates.json(f)));
        stale.ifPresent(s -> json.put("stale", s.toString()));
    }
}
