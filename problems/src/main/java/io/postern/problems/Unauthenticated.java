package io.postern.problems;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The challenge of RFC 6750: what to say to a caller whose token is missing, or not one to accept. */
final class Unauthenticated {
    private Unauthenticated() {}

    static Response missing() {
        return answer(
                "Bearer realm=\"postern\"", "Send an access token for this service as 'Authorization: Bearer …'.");
    }

    static Response invalid() {
        return answer(
                "Bearer realm=\"postern\", error=\"invalid_token\"",
                "The access token was not accepted: it is malformed, expired, not meant for this service, or not signed"
                        + " by the configured issuer. Get a new one.");
    }

    private static Response answer(String challenge, String sentence) {
        return Problem.of(401, sentence)
                .builder()
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
