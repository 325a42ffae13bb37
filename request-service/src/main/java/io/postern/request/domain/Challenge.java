package io.postern.request.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a token has to say about how its holder was authenticated before a policy lets them ask for access.
 *
 * @param claims the claims request (OpenID Connect Core 5.5) to take to the token endpoint
 */
public record Challenge(String claims) {
    static final Challenge SEVERAL_FACTORS =
            new Challenge("{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");

    /** A context is named by letters, digits, hyphens and underscores, which JSON takes as they are. */
    static Challenge context(String id) {
        return new Challenge("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"" + id + "\"}}}");
    }

    /** The value of a {@code WWW-Authenticate} header, in the form that Entra's clients know. */
    public String header() {
        String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "Bearer realm=\"postern\", error=\"insufficient_claims\", claims=\"" + encoded + "\"";
    }
}
