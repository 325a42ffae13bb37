package io.postern.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Operations operations = new Operations(Duration.ofMillis(150));

    private Operation put(String nsg, String rule, Instant at) {
        return operations.start("PutSecurityRuleOperation", nsg, nsg + "/securityRules/" + rule, at);
    }

    private String status(Operation operation, long millis) {
        return operations
                .status(operation.id(), NOW.plusMillis(millis))
                .body()
                .path("status")
                .asText();
    }

    @Test
    void anOperationRunsForTheLatencyAndThenHasSucceeded() {
        Operation put = put("/nsg", "a", NOW);

        assertThat(status(put, 0)).isEqualTo("InProgress");
        assertThat(status(put, 149)).isEqualTo("InProgress");
        assertThat(status(put, 150)).isEqualTo("Succeeded");
    }

    @Test
    void aSecondWriteOnTheSameGroupCancelsTheRunningOne() {
        Operation first = put("/nsg", "a", NOW);
        Operation second = put("/NSG", "b", NOW.plusMillis(100));

        assertThat(status(first, 100)).isEqualTo("Canceled");
        assertThat(status(first, 5000)).isEqualTo("Canceled");
        assertThat(status(second, 249)).isEqualTo("InProgress");
        assertThat(status(second, 250)).isEqualTo("Succeeded");
        assertThat(operations
                        .status(first.id(), NOW)
                        .body()
                        .at("/error/details/0/code")
                        .asText())
                .isEqualTo("CanceledAndSupersededDueToAnotherOperation");
    }

    @Test
    void aWriteAfterTheEndOrOnAnotherGroupCancelsNothing() {
        Operation first = put("/nsg", "a", NOW);
        put("/other", "b", NOW.plusMillis(10));
        put("/nsg", "c", NOW.plusMillis(150));

        assertThat(status(first, 200)).isEqualTo("Succeeded");
    }

    @Test
    void aRuleWhoseWriteWasSupersededSettlesWithTheSuccessor() {
        put("/nsg", "a", NOW);
        put("/nsg", "b", NOW.plusMillis(100));

        assertThat(operations.provisioningState("/nsg/securityRules/A", NOW.plusMillis(200)))
                .isEqualTo("Updating");
        assertThat(operations.provisioningState("/nsg", NOW.plusMillis(200))).isEqualTo("Updating");
        assertThat(operations.provisioningState("/nsg/securityRules/a", NOW.plusMillis(250)))
                .isEqualTo("Succeeded");
        assertThat(operations.provisioningState("/nsg/securityRules/never", NOW))
                .isEqualTo("Succeeded");
    }

    @Test
    void anUnknownOperationIsNotFound() {
        assertThatThrownBy(() -> operations.status("none", NOW)).isInstanceOf(ArmError.class);
    }
}
