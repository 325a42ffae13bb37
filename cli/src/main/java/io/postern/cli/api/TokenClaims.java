package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a token says of whoever holds it. Nothing is decided by it here, so no signature is looked at: the services do, and
 * the issuer's answers come straight from the issuer.
 */
public record TokenClaims(JsonNode claims) {
    /** The claims of a token; none of what is no JWT. */
    public static TokenClaims of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return new TokenClaims(MissingNode.getInstance());
        }
        try {
            return new TokenClaims(
                    Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException noClaims) {
            return new TokenClaims(MissingNode.getInstance());
        }
    }

    /** A claim's text, or an empty one. */
    public String text(String claim) {
        return claims.path(claim).asText("");
    }

    /** What the person is called. */
    public String name() {
        String name = text("name");
        return name.isEmpty() ? text("preferred_username") : name;
    }

    /** Who it is, whatever they are called: the account in its tenant or, where there are none, the issuer's own word for them. */
    public List<String> holder() {
        return text("oid").isEmpty()
                ? List.of(text("iss"), text("sub"))
                : List.of(text("iss"), text("tid"), text("oid"));
    }

    /** The roles that services know the person by. */
    public List<String> roles() {
        List<String> roles = new ArrayList<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    /** Whether the token ends before then; one that does not say never does. */
    boolean endsBefore(Instant then) {
        return claims.path("exp").isNumber()
                && Instant.ofEpochSecond(claims.path("exp").asLong()).isBefore(then);
    }
}
