package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.Verdict.Meaning;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Tells what Azure's answers to writes mean: the one place that knows its statuses and words. */
public final class Verdicts {
    private static final Set<String> SUPERSEDED =
            Set.of("Canceled", "CanceledAndSupersededDueToAnotherOperation", "OperationPreempted");
    /** Words of a 429 that say: something else is at work here, not: you ask too much. */
    private static final Set<String> HELD = Set.of(
            "RetryableErrorDueToAnotherOperation", "ReferencedResourceNotProvisioned", "AnotherOperationInProgress");
    /** Words of a 404 that speak of the caller's reach and not of the resource. */
    private static final Set<String> OUT_OF_REACH =
            Set.of("SubscriptionNotFound", "InvalidSubscriptionId", "InvalidAuthenticationTokenTenant");

    private Verdicts() {}

    /** Of the answer to a write. */
    public static Verdict of(ArmResponse answer) {
        JsonNode error = answer.body().path("error");
        return of(
                answer.status(),
                error.path("code").asText(""),
                error.path("message").asText(""),
                answer.retryAfter());
    }

    /** Of no answer that can be read: unless no token was had, it may have arrived all the same. */
    public static Verdict of(ArmFailure failure) {
        Meaning meaning = failure.code().equals(ArmFailure.NO_TOKEN) ? Meaning.UNSENT : Meaning.UNKNOWN;
        return new Verdict(meaning, Optional.empty(), String.valueOf(failure.getMessage()));
    }

    /** Of a status with Azure's word and sentence; both are empty where the answer did not come from Azure itself. */
    public static Verdict of(int status, String code, String message, Optional<Duration> retryAfter) {
        String said = (status + " " + code + (message.isEmpty() ? "" : ": " + message)).strip();
        return new Verdict(meaning(status, code), retryAfter, said);
    }

    /** Of the state of a long-running operation. */
    public static Verdict ofOperation(ArmResponse answer) {
        String status = answer.body().path("status").asText("Succeeded");
        JsonNode error = answer.body().path("error");
        String code = error.path("code").asText("");
        String said = "the operation ended " + status + " " + code + ": "
                + error.path("message").asText("");
        if (answer.status() == 409 && SUPERSEDED.contains(code)) {
            return new Verdict(Meaning.BUSY, answer.retryAfter(), said);
        }
        if (answer.status() == 202 || answer.status() == 429) {
            return new Verdict(Meaning.RUNNING, answer.retryAfter(), "the operation goes on");
        }
        if (!answer.ok()) {
            return new Verdict(
                    Meaning.UNKNOWN,
                    answer.retryAfter(),
                    "the operation cannot be followed: " + answer.status() + " " + code);
        }
        return switch (status) {
            case "Succeeded" -> new Verdict(Meaning.DONE, Optional.empty(), "");
            case "Canceled" -> new Verdict(Meaning.BUSY, Optional.empty(), said);
            case "Failed" -> new Verdict(failed(code), Optional.empty(), said);
            default -> new Verdict(Meaning.RUNNING, answer.retryAfter(), "the operation goes on");
        };
    }

    private static Meaning meaning(int status, String code) {
        if (status >= 200 && status < 300) {
            return Meaning.DONE;
        }
        return switch (status) {
            case 400 -> code.equals("SecurityRuleConflict") ? Meaning.PRIORITY_TAKEN : Meaning.INVALID;
            case 401 -> Meaning.FORBIDDEN;
            case 403 ->
                code.equals("RequestDisallowedByPolicy")
                        ? Meaning.DISALLOWED
                        : code.equals("ScopeLocked") ? Meaning.LOCKED : Meaning.FORBIDDEN;
            case 404 ->
                code.isEmpty() ? Meaning.UNKNOWN : OUT_OF_REACH.contains(code) ? Meaning.FORBIDDEN : Meaning.GONE;
            case 409 ->
                switch (code) {
                    case "ScopeLocked" -> Meaning.LOCKED;
                    case "ReadOnlyDisabledSubscription" -> Meaning.FORBIDDEN;
                    default -> Meaning.BUSY;
                };
            case 412 -> Meaning.CHANGED;
            case 423 -> Meaning.BUSY;
            case 429 -> HELD.contains(code) ? Meaning.BUSY : Meaning.THROTTLED;
            case 408 -> Meaning.UNKNOWN;
            default -> status >= 400 && status < 500 ? Meaning.INVALID : Meaning.UNKNOWN;
        };
    }

    /** A word that says plainly what is wrong counts as if it had come at once; with any other only reading tells. */
    private static Meaning failed(String code) {
        if (SUPERSEDED.contains(code) || HELD.contains(code)) {
            return Meaning.BUSY;
        }
        return switch (code) {
            case "SecurityRuleConflict" -> Meaning.PRIORITY_TAKEN;
            case "RequestDisallowedByPolicy" -> Meaning.DISALLOWED;
            case "ScopeLocked" -> Meaning.LOCKED;
            case "AuthorizationFailed", "LinkedAuthorizationFailed" -> Meaning.FORBIDDEN;
            default -> Meaning.UNKNOWN;
        };
    }
}
