package io.postern.request.adapter.arm;

import io.postern.problems.ClaimsChallenge;
import io.postern.problems.Problem;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Challenge;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.PolicyReason;
import io.postern.request.domain.PolicyRefusal;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** How refusals are said to clients of Azure; the name of a problem becomes the code of the error. */
final class ArmProblems {
    private static final String OUTSIDE = "jit-request-not-subset-of-policy";

    private ArmProblems() {}

    static Response unknownPolicy(PolicyId id) {
        return Problem.named("policy-not-found", 404, "There is no JIT policy '" + id + "'.")
                .response();
    }

    static Response notEntitled() {
        return Problem.named(
                        "not-entitled",
                        403,
                        "Looking at JIT policies needs one of the roles " + Caller.READ + ", " + Caller.REQUEST
                                + " and " + Caller.CONFIGURE + ".")
                .response();
    }

    static Response preconditionFailed() {
        return Problem.named(
                        "precondition-failed",
                        412,
                        "The policy is not in the state that If-Match or If-None-Match names; read it again.")
                .response();
    }

    static Response notCovered(PolicyId id, String vm) {
        return outside(id, "VM " + vm + " is not in it.").response();
    }

    static Response refused(List<PolicyRefusal> refusals) {
        PolicyRefusal first = refusals.getFirst();
        int status = switch (first.reason().nature()) {
            case FORBIDDEN -> 403;
            case MALFORMED -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
        };
        Problem problem = Problem.named(name(first.reason()), status, first.sentence());
        return refusals.size() == 1
                ? problem.response()
                : problem.with(refusals.stream().map(PolicyRefusal::sentence).toList())
                        .response();
    }

    static Response refused(PolicyId id, Refusal refusal) {
        Response.ResponseBuilder answer =
                problem(id, refusal).with(refusal.all()).builder();
        Challenge challenge = refusal.challenge();
        if (challenge != null) {
            answer.header(
                    HttpHeaders.WWW_AUTHENTICATE,
                    ClaimsChallenge.of(challenge.context()).header());
        }
        refusal.retryAfter().ifPresent(time -> answer.header(HttpHeaders.RETRY_AFTER, time.toSeconds()));
        return answer.build();
    }

    private static Problem problem(PolicyId id, Refusal refusal) {
        Reason reason = refusal.reason();
        return switch (reason) {
            case UNKNOWN_VM, VM_NOT_PROTECTED, PORT_NOT_OFFERED, SOURCE_TOO_WIDE, SOURCE_NOT_ALLOWED, WINDOW_TOO_LONG ->
                outside(id, refusal.sentence());
            case NO_WINDOW, TWO_WINDOWS, WINDOW_TOO_SHORT, WINDOW_OVER, WINDOW_NOT_LONGER ->
                Problem.named("invalid-initiate-input", 400, refusal.sentence());
            case EMPTY,
                    TOO_MANY,
                    TOO_MANY_PORTS,
                    FIREWALL_IPV4_ONLY,
                    NAMED_TWICE,
                    SOURCE_UNCLEAR,
                    SOURCE_UNUSABLE,
                    TEXT_UNUSABLE,
                    GLASS_UNCONFIRMED -> Problem.named(word(reason), 400, refusal.sentence());
            case CLAIMS_CHALLENGE -> Problem.named(word(reason), 401, refusal.sentence());
            case NOT_ENTITLED -> Problem.named(word(reason), 403, refusal.sentence());
            case VM_UNSUPPORTED,
                    KEY_REUSED,
                    ALREADY_OPEN,
                    NOT_OPEN,
                    EXTENSION_PENDING,
                    TOO_MANY_EXTENSIONS,
                    ALREADY_ENDED -> Problem.named(word(reason), 409, refusal.sentence());
            case TOO_MANY_REQUESTS -> Problem.named(word(reason), 429, refusal.sentence());
            case INTAKE_BUSY -> Problem.named(word(reason), 503, refusal.sentence());
        };
    }

    private static Problem outside(PolicyId id, String sentence) {
        return Problem.named(
                OUTSIDE,
                400,
                "This is more than JIT policy '" + id + "' allows, so nothing was asked for. " + sentence);
    }

    private static String name(PolicyReason reason) {
        return switch (reason) {
            case VM_UNKNOWN -> "virtual-machine-not-found";
            case VM_IN_ANOTHER_POLICY -> "virtual-machine-in-another-policy";
            case VM_UNSUPPORTED -> "virtual-machine-not-supported";
            default -> word(reason);
        };
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
