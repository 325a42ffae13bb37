package io.postern.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer: status, headers and a JSON body or none; or the order to drop the connection without an answer. */
public record Reply(
        int status, Map<String, String> headers, @Nullable JsonNode body) {
    /** Closes the connection before the first byte. */
    public static final Reply DROPPED = new Reply(0, Map.of(), null);

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(int status) {
        return new Reply(status, Map.of(), null);
    }

    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** The error code in the body, when there is one. */
    public @Nullable String errorCode() {
        return body == null ? null : body.path("error").path("code").asText(null);
    }
}
