package io.postern.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer: status, headers and a JSON body or none; or somebody else's answer, whose body goes out byte for byte; and how much
 * of it goes out at all.
 */
public record Reply(
        int status,
        Map<String, String> headers,
        @Nullable JsonNode body,
        @Nullable ByteBuffer raw,
        Ending ending) {
    /** What becomes of an answer on its way. */
    public enum Ending {
        /** All of it arrives. */
        WHOLE,
        /** The connection is closed before the first byte. */
        CLOSED,
        /** The connection is reset before the first byte. */
        RESET,
        /** The connection is reset in the middle of the body. */
        TORN
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(int status) {
        return new Reply(status, Map.of(), null, null, Ending.WHOLE);
    }

    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body, null, Ending.WHOLE);
    }

    /** An answer as it came from elsewhere; its content type is among the headers. */
    public static Reply raw(int status, Map<String, String> headers, byte[] body) {
        return new Reply(status, headers, null, ByteBuffer.wrap(body.clone()).asReadOnlyBuffer(), Ending.WHOLE);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, raw, ending);
    }

    /** The same answer with a header Date of its own; empty for none at all. */
    public Reply dated(Optional<Instant> at) {
        return with("Date", at.map(ReplyBytes::date).orElse(""));
    }

    public Reply ending(Ending how) {
        return new Reply(status, headers, body, raw, how);
    }

    /** The body as it goes out; empty when there is none. */
    byte[] bytes() {
        if (raw != null) {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            return bytes;
        }
        return body == null ? new byte[0] : Json.bytes(body);
    }

    /** The error code in the body, when there is one. */
    public @Nullable String errorCode() {
        return body == null ? null : body.path("error").path("code").asText(null);
    }
}
