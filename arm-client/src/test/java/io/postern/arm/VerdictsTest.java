package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.arm.Verdict.Meaning;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
    private static final Optional<Duration> SEVEN = Optional.of(Duration.ofSeconds(7));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            200, -, DONE
            201, -, DONE
            202, -, DONE
            204, -, DONE
            301, -, UNKNOWN
            304, -, UNKNOWN
            400, SecurityRuleConflict, PRIORITY_TAKEN
            400, SecurityRuleInvalidAddressPrefix, INVALID
            400, -, INVALID
            401, ExpiredAuthenticationToken, FORBIDDEN
            401, -, FORBIDDEN
            403, AuthorizationFailed, FORBIDDEN
            403, LinkedAuthorizationFailed, FORBIDDEN
            403, RequestDisallowedByPolicy, DISALLOWED
            403, ScopeLocked, LOCKED
            403, -, FORBIDDEN
            404, ResourceNotFound, GONE
            404, ParentResourceNotFound, GONE
            404, ResourceGroupNotFound, GONE
            404, NotFound, GONE
            404, SubscriptionNotFound, FORBIDDEN
            404, -, UNKNOWN
            405, -, INVALID
            408, -, UNKNOWN
            408, RequestTimeout, UNKNOWN
            409, ScopeLocked, LOCKED
            409, ReadOnlyDisabledSubscription, FORBIDDEN
            409, AnotherOperationInProgress, BUSY
            409, Conflict, BUSY
            409, CanceledAndSupersededDueToAnotherOperation, BUSY
            409, -, BUSY
            410, -, INVALID
            412, PreconditionFailedEtagMismatch, CHANGED
            412, -, CHANGED
            413, -, INVALID
            423, -, BUSY
            429, RetryableErrorDueToAnotherOperation, BUSY
            429, ReferencedResourceNotProvisioned, BUSY
            429, SubscriptionRequestsThrottled, THROTTLED
            429, TooManyRequests, THROTTLED
            429, OperationNotAllowed, THROTTLED
            429, -, THROTTLED
            500, InternalServerError, UNKNOWN
            500, -, UNKNOWN
            501, -, UNKNOWN
            502, -, UNKNOWN
            503, ServerTimeout, UNKNOWN
            504, GatewayTimeout, UNKNOWN
            599, -, UNKNOWN
            """)
    void everyAnswerMeansOneThingAndKeepsWhatAzureAsksFor(int status, String code, Meaning meaning) {
        String word = code == null ? "" : code;

        assertThat(Verdicts.of(status, word, "why", Optional.empty()).meaning()).isEqualTo(meaning);
        assertThat(Verdicts.of(status, word, "why", SEVEN)).satisfies(verdict -> {
            assertThat(verdict.meaning()).isEqualTo(meaning);
            assertThat(verdict.retryAfter()).isEqualTo(SEVEN);
            assertThat(verdict.said()).startsWith(String.valueOf(status)).endsWith("why");
        });
    }

    @Test
    void noStatusIsLeftOutAndOnlyThoseOfSuccessAreSuccess() {
        assertThat(IntStream.range(100, 600)
                        .filter(status -> Verdicts.of(status, "Whatever", "", Optional.empty())
                                        .meaning()
                                == Meaning.DONE))
                .containsExactlyElementsOf(IntStream.range(200, 300).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            200, InProgress, -, RUNNING
            200, Updating, -, RUNNING
            202, -, -, RUNNING
            204, -, -, DONE
            429, -, TooManyRequests, RUNNING
            200, Succeeded, -, DONE
            200, -, -, DONE
            200, Canceled, Canceled, BUSY
            200, Canceled, CanceledAndSupersededDueToAnotherOperation, BUSY
            409, -, CanceledAndSupersededDueToAnotherOperation, BUSY
            200, Failed, RetryableErrorDueToAnotherOperation, BUSY
            200, Failed, SecurityRuleConflict, PRIORITY_TAKEN
            200, Failed, RequestDisallowedByPolicy, DISALLOWED
            200, Failed, ScopeLocked, LOCKED
            200, Failed, AuthorizationFailed, FORBIDDEN
            200, Failed, InternalServerError, UNKNOWN
            200, Failed, -, UNKNOWN
            404, -, OperationNotFound, UNKNOWN
            500, -, -, UNKNOWN
            """)
    void anOperationSaysWhetherAnythingWasDone(int status, String state, String code, Meaning meaning)
            throws JsonProcessingException {
        String body = (state == null ? "{" : "{\"status\":\"" + state + "\"" + (code == null ? "" : ","))
                + (code == null ? "}" : "\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}");
        ArmResponse answer = new ArmResponse(status, new ObjectMapper().readTree(body), Map.of("retry-after", "3"));

        assertThat(Verdicts.ofOperation(answer)).satisfies(verdict -> {
            assertThat(verdict.meaning()).isEqualTo(meaning);
            if (meaning == Meaning.RUNNING) {
                assertThat(verdict.retryAfter()).contains(Duration.ofSeconds(3));
            }
        });
    }

    @Test
    void noAnswerIsNoProofUnlessNothingCouldBeSent() {
        assertThat(Verdicts.of(new ArmFailure(0, "Unreachable", "no answer")).meaning())
                .isEqualTo(Meaning.UNKNOWN);
        assertThat(Verdicts.of(new ArmFailure(0, "NoToken", "no token")).meaning())
                .isEqualTo(Meaning.UNSENT);
    }

    @Test
    void theWordsOfAnAnswerAreAzuresOwn() throws JsonProcessingException {
        ArmResponse answer = new ArmResponse(
                409,
                new ObjectMapper().readTree("{\"error\":{\"code\":\"ScopeLocked\",\"message\":\"is locked\"}}"),
                Map.of("retry-after", "7"));

        assertThat(Verdicts.of(answer)).isEqualTo(new Verdict(Meaning.LOCKED, SEVEN, "409 ScopeLocked: is locked"));
    }
}
