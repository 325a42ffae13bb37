package io.postern.portal.adapter.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What an ID token says. Its signature is checked by whoever signs people in with it, at every call. */
record IdentityToken(JsonObject claims) {
    /** Empty if it cannot be read. */
    static Optional<IdentityToken> read(String token) {
        try {
            String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
            return Optional.of(new IdentityToken(new JsonObject(claims)));
        } catch (DecodeException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** The earlier of this and the token's own end: the library takes a token that is over for nobody. */
    static Instant endBefore(Instant end, String token) {
        return read(token)
                .flatMap(IdentityToken::end)
                .filter(own -> own.isBefore(end))
                .orElse(end);
    }

    String subject() {
        return claims.getValue("oid") instanceof String oid ? oid : claims.getString("sub", "");
    }

    private Optional<Instant> end() {
        try {
            return claims.getValue("exp") instanceof Number exp
                    ? Optional.of(Instant.ofEpochSecond(exp.longValue()))
                    : Optional.empty();
        } catch (DateTimeException beyondAllTime) {
            return Optional.empty();
        }
    }
}
