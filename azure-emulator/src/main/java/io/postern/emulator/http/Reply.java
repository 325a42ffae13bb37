package io.postern.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer: status, headers and a JSON body or none; or somebody else's answer, whose body goes out byte for byte; or the order to
 * drop the connection without an answer.
 */
public record Reply(
        int status,
        Map<String, String> headers,
        @Nullable JsonNode body,
        @Nullable ByteBuffer raw) {
    /** Closes the connection before the first byte. */
    public static final Reply DROPPED = new Reply(0, Map.of(), null, null);

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(int status) {
        return new Reply(status, Map.of(), null, null);
    }

    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body, null);
    }

    /** An answer as it came from elsewhere; its content type is among the headers. */
    public static Reply raw(int status, Map<String, String> headers, byte[] body) {
        return new Reply(status, headers, null, ByteBuffer.wrap(body.clone()).asReadOnlyBuffer());
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, raw);
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
