package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(3)
@ExtendWith(RunningStack.class)
class KafkaOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aRevocationWorksWithoutKafka(Stack stack) {
        String id = stack.access.request("web-1", 22, Duration.ofMinutes(10));
        String rule = Access.ruleName(stack.access.await(id, "open", PATIENCE));

        stack.processes.kill(ProcessName.KAFKA);
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
        } finally {
            stack.restart(ProcessName.KAFKA);
        }
    }

    @Test
    void aRequestAcceptedWithoutKafkaOpensWhenKafkaReturns(Stack stack) {
        stack.processes.kill(ProcessName.KAFKA);
        String id;
        try {
            id = stack.access.request("web-1", 3389, Duration.ofSeconds(6));
        } finally {
            stack.restart(ProcessName.KAFKA);
        }
        JsonNode closed = stack.access.await(id, "closed", PATIENCE);
        JourneyIT.shutOnTime(stack, closed, Duration.ofSeconds(5));
    }

    @Test
    void aGrantWhoseApprovalWasTheLastThingKafkaCarriedEndsOnTime(Stack stack) {
        String id = stack.access.request("web-1", 5985, Duration.ofSeconds(6));
        Await.until("the opening", PATIENCE, () -> stack.azure.hasOpening("web-1-nsg"));
        stack.processes.kill(ProcessName.KAFKA);
        try {
            Await.until("its end", Duration.ofSeconds(15), () -> !stack.azure.hasOpening("web-1-nsg"));
        } finally {
            stack.restart(ProcessName.KAFKA);
        }
        JourneyIT.shutOnTime(stack, stack.access.await(id, "closed", PATIENCE), Duration.ofSeconds(5));
    }
}
