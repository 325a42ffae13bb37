package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client that was challenged asks its next token to say: authentication contexts ({@code acrs}) and methods ({@code amr}),
 * as in {@code {"access_token":{"acrs":{"essential":true,"value":"c1"},"amr":{"values":["mfa"]}}}}. The emulator believes that
 * the person did what it takes. Other claims are not modelled and left out.
 */
public record AskedClaims(List<String> acrs, List<String> amr) {
    static final AskedClaims NONE = new AskedClaims(List.of(), List.of());

    public AskedClaims {
        acrs = List.copyOf(acrs);
        amr = List.copyOf(amr);
    }

    /** Reads the parameter {@code claims}. */
    static AskedClaims of(Map<String, String> parameters) throws Refused {
        String text = parameters.getOrDefault("claims", "");
        if (text.isBlank()) {
            return NONE;
        }
        try {
            JsonNode asked = Json.read(text.getBytes(StandardCharsets.UTF_8));
            JsonNode wanted = asked.path("access_token");
            if (!asked.isObject() || !(wanted.isObject() || wanted.isMissingNode())) {
                throw Refused.invalid(9002313, "'claims' is not a claims request.");
            }
            return new AskedClaims(values(wanted, "acrs"), values(wanted, "amr"));
        } catch (IOException malformed) {
            throw Refused.invalid(9002313, "'claims' is not JSON.");
        }
    }

    private static List<String> values(JsonNode wanted, String claim) throws Refused {
        JsonNode request = wanted.path(claim);
        if (request.isMissingNode()) {
            return List.of();
        }
        JsonNode many = request.path("values");
        List<JsonNode> values = request.has("value")
                ? List.of(request.path("value"))
                : many.isArray() ? many.valueStream().toList() : List.of();
        if (values.isEmpty()
                || values.stream().anyMatch(v -> !v.isTextual() || v.asText().isBlank())) {
            throw Refused.invalid(9002313, "'" + claim + "' is asked for without a value or values.");
        }
        return values.stream().map(JsonNode::asText).toList();
    }

    boolean isEmpty() {
        return acrs.isEmpty() && amr.isEmpty();
    }

    /** Whether all that is asked for is among what was done. */
    boolean coveredBy(AskedClaims done) {
        return done.acrs.containsAll(acrs) && done.methods().containsAll(amr);
    }

    /** The methods that the token names: a password, and what was asked for. */
    List<String> methods() {
        return Stream.concat(Stream.of("pwd"), amr.stream()).distinct().toList();
    }
}
