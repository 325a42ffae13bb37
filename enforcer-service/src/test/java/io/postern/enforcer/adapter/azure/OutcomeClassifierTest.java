package io.postern.enforcer.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.enforcer.domain.boundary.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeClassifierTest {
    @ParameterizedTest
    @CsvSource({
        "400, SecurityRuleConflict,        PRIORITY_TAKEN",
        "400, SecurityRuleInvalidPriority, INVALID",
        "401, InvalidAuthenticationToken,  FORBIDDEN",
        "403, AuthorizationFailed,         FORBIDDEN",
        "404, ResourceNotFound,            BOUNDARY_GONE",
        "409, ScopeLocked,                 FORBIDDEN"
    })
    void whatWillNotChangeByItselfIsRefused(int status, String code, Outcome.Reason reason) {
        assertThat(of(status, code))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "409, AnotherOperationInProgress,          500",
        "412, PreconditionFailed,                  500",
        "429, RetryableErrorDueToAnotherOperation, 500"
    })
    void whatOnlyNeedsTimeIsTriedLater(int status, String code, long millis) {
        assertThat(of(status, code))
                .isInstanceOfSatisfying(
                        Outcome.TryLater.class,
                        later -> assertThat(later.after()).hasMillis(millis));
    }

    @Test
    void azuresOwnWaitingTimeIsKept() {
        assertThat(OutcomeClassifier.of(429, "TooManyRequests", "", Optional.of(Duration.ofSeconds(17))))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.after()).hasSeconds(17));
    }

    @Test
    void aLimitWithoutAWaitingTimeGetsOne() {
        assertThat(of(429, "TooManyRequests"))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.after()).hasSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"408, RequestTimeout", "500, InternalServerError", "503, ServiceUnavailable"})
    void afterAFailureInTheMiddleOnlyReadingTells(int status, String code) {
        assertThat(of(status, code)).isInstanceOf(Outcome.Unknown.class);
    }

    private static Outcome of(int status, String code) {
        return OutcomeClassifier.of(status, code, "sentence", Optional.empty());
    }
}
