package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final String NSG =
            "https://arm/subscriptions/S1/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n?api-version=1";

    private long nanos = Long.MAX_VALUE - 5;
    private final Patience patience = new Patience(() -> nanos);

    @Test
    void whatWasThrottledIsNotAskedForBeforeItsTime() throws JsonProcessingException {
        patience.learn(HttpMethod.GET, NSG, answer(429, "TooManyRequests", 7));

        nanos += TimeUnit.SECONDS.toNanos(5);
        assertThat(patience.tooEarly(HttpMethod.GET, NSG.replace("S1", "s1"))).hasValueSatisfying(early -> {
            assertThat(early.status()).isEqualTo(429);
            assertThat(early.errorCode()).contains("TooManyRequests");
            assertThat(early.retryAfter()).contains(Duration.ofSeconds(2));
        });
        nanos += TimeUnit.SECONDS.toNanos(2);
        assertThat(patience.tooEarly(HttpMethod.GET, NSG)).isEmpty();
    }

    @Test
    void whatIsCountedApartGoesOn() throws JsonProcessingException {
        patience.learn(HttpMethod.GET, NSG, answer(429, "TooManyRequests", 7));

        assertThat(patience.tooEarly(HttpMethod.PUT, NSG)).isEmpty();
        assertThat(patience.tooEarly(HttpMethod.GET, NSG.replace("S1", "S2"))).isEmpty();
        assertThat(patience.tooEarly(HttpMethod.GET, NSG.replace("Network/", "Compute/")))
                .isEmpty();
        assertThat(patience.tooEarly(HttpMethod.GET, "https://arm/tenants")).isEmpty();
    }

    @Test
    void onlyThrottlingAsksForIt() throws JsonProcessingException {
        patience.learn(HttpMethod.PUT, NSG, answer(429, "RetryableErrorDueToAnotherOperation", 7));
        patience.learn(HttpMethod.PUT, NSG, answer(503, "ServerTimeout", 7));
        patience.learn(HttpMethod.PUT, NSG, answer(202, "", 7));
        patience.learn(HttpMethod.PUT, NSG, answer(429, "TooManyRequests", 0));

        assertThat(patience.tooEarly(HttpMethod.PUT, NSG)).isEmpty();
    }

    @Test
    void aTimeThatCannotBeIsCut() throws JsonProcessingException {
        patience.learn(HttpMethod.DELETE, NSG, answer(429, "TooManyRequests", 999_999));

        assertThat(patience.tooEarly(HttpMethod.PUT, NSG).orElseThrow().retryAfter())
                .contains(Patience.LONGEST);
    }

    private static ArmResponse answer(int status, String code, int retryAfter) throws JsonProcessingException {
        return new ArmResponse(
                status,
                new ObjectMapper().readTree("{\"error\":{\"code\":\"" + code + "\"}}"),
                Map.of("retry-after", String.valueOf(retryAfter)));
    }
}
