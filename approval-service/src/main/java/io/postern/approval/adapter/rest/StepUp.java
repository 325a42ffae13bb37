package io.postern.approval.adapter.rest;

import io.postern.approval.domain.Counting;
import io.postern.problems.ClaimsChallenge;
import io.postern.problems.Problem;
import jakarta.json.JsonNumber;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * How a token proves that its holder signed in with more than a password, and how one is asked to do so afresh: in the
 * words of RFC 9470, and once more as the claims challenge that Entra's clients know.
 *
 * @param context the authentication context that proves it; without one, multi-factor authentication does
 */
public record StepUp(Optional<String> context) {
    private static final String MFA = "mfa";

    /** When that was; null when the token does not say so, and then it was never. */
    @Nullable
    Instant since(JsonWebToken token) {
        boolean strong = context.map(id -> Claims.texts(token, "acrs").contains(id))
                .orElseGet(() -> Claims.texts(token, "amr").contains(MFA));
        return strong ? instant(token.getClaim("auth_time")) : null;
    }

    /** The refusal of a token that does not prove it. */
    Response challenge(Problem problem) {
        long seconds = Counting.FRESH.toSeconds();
        return problem.builder()
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"postern\", error=\"insufficient_user_authentication\", acr_values=\""
                                + context.orElse(MFA) + "\", max_age=\"" + seconds + "\"")
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        ClaimsChallenge.afresh(context).header())
                .build();
    }

    private static @Nullable Instant instant(@Nullable Object claim) {
        return switch (claim) {
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case JsonNumber seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> null;
        };
    }
}
