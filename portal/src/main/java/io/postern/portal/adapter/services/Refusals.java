package io.postern.portal.adapter.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answers that are not what was asked for. */
final class Refusals {
    private static final String NAMED = "urn:postern:problem:";
    private static final Pattern CLAIMS = Pattern.compile("claims=\"([A-Za-z0-9+/=_-]+)\"");

    private Refusals() {}

    static <T> Answer<T> of(Upstream service, int status, HttpHeaders headers, ObjectMapper json, byte[] body) {
        if (status == 401) {
            Optional<String> claims = claims(headers);
            if (claims.isPresent()) {
                return new Answer.StrongerSignIn<>(claims.get());
            }
        }
        if (status >= 500 && status != 501) {
            return new Answer.Silent<>(service.what());
        }
        return new Answer.Refused<>(refusal(status, json, body));
    }

    private static Optional<String> claims(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate").stream()
                .map(CLAIMS::matcher)
                .filter(Matcher::find)
                .map(found -> new String(
                        Base64.getDecoder()
                                .decode(found.group(1).replace('-', '+').replace('_', '/')),
                        StandardCharsets.UTF_8))
                .findFirst();
    }

    private static Refusal refusal(int status, ObjectMapper json, byte[] body) {
        try {
            JsonNode problem = json.readTree(body);
            String type = problem.path("type").asText("");
            List<String> errors = new ArrayList<>();
            problem.path("errors").forEach(error -> errors.add(error.asText()));
            String detail = problem.path("detail").asText("");
            return new Refusal(
                    status,
                    type.startsWith(NAMED) ? type.substring(NAMED.length()) : "",
                    detail.isEmpty() ? ofStatus(status) : detail,
                    errors);
        } catch (IOException noProblemDocument) {
            return new Refusal(status, "", ofStatus(status), List.of());
        }
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 401 -> "Your sign-in is no longer accepted: sign out and in again.";
            case 403 -> "You have no right to this.";
            case 404 -> "There is nothing here, or nothing that you may see.";
            case 409, 412 -> "Somebody else was faster: look at it again before you go on.";
            case 429 -> "That was too often: wait a moment.";
            default -> "This was not accepted.";
        };
    }
}
