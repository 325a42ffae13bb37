package io.postern.problems;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a token has to say of how its holder signed in before they are let through, in the form that Entra's clients know.
 *
 * @param claims the claims request (OpenID Connect Core 5.5) to take to the token endpoint
 */
public record ClaimsChallenge(String claims) {
    private static final String TIME = "\"auth_time\":{\"essential\":true},";

    /**
     * Asks for an authentication context; without one, for multi-factor authentication.
     *
     * @param context named by letters, digits, hyphens and underscores, which JSON takes as they are
     */
    public static ClaimsChallenge of(Optional<String> context) {
        return new ClaimsChallenge("{\"access_token\":{" + claim(context) + "}}");
    }

    /** The same, and the time at which that was. */
    public static ClaimsChallenge afresh(Optional<String> context) {
        return new ClaimsChallenge("{\"access_token\":{" + TIME + claim(context) + "}}");
    }

    /** The value of a {@code WWW-Authenticate} header. */
    public String header() {
        String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "Bearer realm=\"postern\", error=\"insufficient_claims\", claims=\"" + encoded + "\"";
    }

    private static String claim(Optional<String> context) {
        return context.map(id -> "\"acrs\":{\"essential\":true,\"value\":\"" + id + "\"}")
                .orElse("\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}");
    }
}
