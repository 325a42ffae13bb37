package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure's management API is away when grants end: they are shut as soon as it is back. */
@Order(21)
@ExtendWith(RunningStack.class)
class AzureOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(
            Boolean.getBoolean("postern.long") ? Duration.ofMinutes(5).toSeconds() : 10);
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);

    @Test
    void whatEndsWhileAzureAnswersNobodyIsShutSoonAfterItAnswersAgain(Stack stack) {
        Instant end = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
        Crowd crowd = Crowd.asks(stack, "web-1", 3, end);
        List<String> rules = crowd.open();

        try (Faults faults = new Faults(stack)) {
            faults.order(List.of("""
                    {"on":"any","path":"^/subscriptions/","times":1000000,"status":503,"code":"ServiceUnavailable"}"""));
            Instant back = end.plus(OUTAGE);
            Await.until(
                    "the end of the outage",
                    OUTAGE.plusSeconds(20),
                    () -> !Instant.now().isBefore(back));
            assertThat(rules).allMatch(rule -> stack.azure.removed(rule).isEmpty());
        }
        crowd.wereShutOnTime("Azure away for " + OUTAGE.toSeconds() + " s", rules, OUTAGE.plus(AFTERWARDS));
        crowd.closed();
    }
}
