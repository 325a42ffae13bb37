package io.postern.enforcer.adapter.azure;

import io.postern.enforcer.domain.boundary.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What an answer of Azure other than success means for us; the only place that decides when to try again. */
final class OutcomeClassifier {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    private OutcomeClassifier() {}

    static Outcome of(int status, String code, String message, Optional<Duration> retryAfter) {
        String said = status + " " + code + ": " + message;
        return switch (status) {
            case 400 ->
                code.equals("SecurityRuleConflict")
                        ? new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, said)
                        : new Outcome.Refused(Outcome.Reason.INVALID, said);
            case 401, 403 -> new Outcome.Refused(Outcome.Reason.FORBIDDEN, said);
            case 404 -> new Outcome.Refused(Outcome.Reason.BOUNDARY_GONE, said);
            case 409 ->
                code.equals("ScopeLocked")
                        ? new Outcome.Refused(Outcome.Reason.FORBIDDEN, said)
                        : new Outcome.TryLater(retryAfter.orElse(SOON), said);
            case 412 -> new Outcome.TryLater(SOON, said);
            // RetryableErrorDueToAnotherOperation is no throttling: another operation holds the NSG
            case 429 ->
                retryAfter.isEmpty() && code.equals("RetryableErrorDueToAnotherOperation")
                        ? new Outcome.TryLater(SOON, said)
                        : new Outcome.Throttled(retryAfter.orElse(THROTTLED), said);
            case 408 -> new Outcome.Unknown(said);
            default -> status >= 500 ? new Outcome.Unknown(said) : new Outcome.Refused(Outcome.Reason.INVALID, said);
        };
    }
}
