package io.postern.request.adapter.rest;

import io.postern.problems.ClaimsChallenge;
import io.postern.problems.Problem;
import io.postern.request.domain.Challenge;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** How each reason to refuse is said over HTTP. */
final class Refusals {
    private Refusals() {}

    static Response response(Refusal refusal) {
        String name = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Response.ResponseBuilder answer = Problem.named(name, status(refusal.reason()), refusal.sentence())
                .with(refusal.all())
                .builder();
        Challenge challenge = refusal.challenge();
        if (challenge != null) {
            answer.header(
                    HttpHeaders.WWW_AUTHENTICATE,
                    ClaimsChallenge.of(challenge.context()).header());
        }
        refusal.retryAfter().ifPresent(time -> answer.header(HttpHeaders.RETRY_AFTER, time.toSeconds()));
        return answer.build();
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case EMPTY,
                    TOO_MANY,
                    NAMED_TWICE,
                    PORT_NOT_OFFERED,
                    TOO_MANY_PORTS,
                    FIREWALL_IPV4_ONLY,
                    SOURCE_UNCLEAR,
                    SOURCE_UNUSABLE,
                    SOURCE_TOO_WIDE,
                    SOURCE_NOT_ALLOWED,
                    NO_WINDOW,
                    TWO_WINDOWS,
                    WINDOW_TOO_SHORT,
                    WINDOW_TOO_LONG,
                    WINDOW_OVER,
                    WINDOW_NOT_LONGER,
                    GLASS_UNCONFIRMED,
                    TEXT_UNUSABLE -> 400;
            case CLAIMS_CHALLENGE -> 401;
            case NOT_ENTITLED -> 403;
            case UNKNOWN_VM -> 404;
            case VM_NOT_PROTECTED,
                    VM_UNSUPPORTED,
                    ALREADY_OPEN,
                    NOT_OPEN,
                    EXTENSION_PENDING,
                    TOO_MANY_EXTENSIONS,
                    ALREADY_ENDED -> 409;
            case KEY_REUSED -> 422;
            case TOO_MANY_REQUESTS -> 429;
            case INTAKE_BUSY -> 503;
        };
    }
}
