package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People go on while the broker is away. That a port is shut on time then is seen in {@link KilledProcessIT}. */
@Order(3)
@ExtendWith(RunningStack.class)
class KafkaOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void withoutKafkaARevocationWorksAndARequestIsAcceptedAndOpensWhenItReturns(Stack stack) {
        String id = stack.access.request("web-1", 22, Duration.ofMinutes(10));
        String rule = Access.ruleName(stack.access.await(id, "open", PATIENCE));

        stack.processes.kill(ProcessName.KAFKA);
        String accepted;
        try {
            Instant asked = Instant.now();
            assertThat(stack.access.revoke(id).status()).isEqualTo(202);
            Instant removed =
                    Await.value("removal of " + rule, Duration.ofSeconds(10), () -> stack.azure.removed(rule));
            System.out.println(
                    "  revoked within " + Duration.between(asked, removed).toMillis() + " ms");
            assertThat(removed).isBefore(asked.plusSeconds(5));
            assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
            stack.access.await(id, "closed", Duration.ofSeconds(5));

            accepted = stack.access.request("web-1", 3389, Duration.ofSeconds(6));
        } finally {
            stack.restart(ProcessName.KAFKA);
        }
        JsonNode closed = stack.access.await(accepted, "closed", PATIENCE);
        assertThat(stack.azure.opened(Access.ruleName(closed))).isPresent();
        JourneyIT.shutOnTime(stack, closed, Duration.ofSeconds(5));
    }
}
