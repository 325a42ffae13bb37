package io.postern.emulator.arm;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongRunningHttpTest {
    private Azure azure = Azure.started(EmulatorSettings.forTests().withWriteLatency(Duration.ofMinutes(10)));

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer follow(String url) {
        return azure.send(
                "GET", url, "", "Authorization", "Bearer " + azure.token("admin"), "Content-Type", "application/json");
    }

    @Test
    void aWriteActsAtOnceAndReportsLater() {
        Answer put = azure.put(WEB + "/securityRules/ssh", rule(200));

        assertThat(put.body().at("/properties/provisioningState").asText()).isEqualTo("Updating");
        assertThat(put.header("Retry-After")).isEqualTo("600");
        assertThat(put.header("Azure-AsyncOperation"))
                .startsWith(azure.emulator().httpUri().toString());
        assertThat(follow(put.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("InProgress");
        assertThat(azure.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean())
                .isTrue();
        assertThat(azure.get(WEB).body().at("/properties/provisioningState").asText())
                .isEqualTo("Updating");
        assertThat(azure.get(WEB + "/securityRules/allow-https")
                        .body()
                        .at("/properties/provisioningState")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void aDeleteIsAcceptedWithTwoAddressesToFollow() {
        Answer delete = azure.delete(WEB + "/securityRules/allow-https");

        assertThat(delete.status()).isEqualTo(202);
        assertThat(follow(delete.header("Location")).status()).isEqualTo(202);
        assertThat(follow(delete.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("InProgress");
        assertThat(azure.get(WEB + "/securityRules/allow-https").status()).isEqualTo(404);
        assertThat(azure.packet("203.0.113.7", "web-1", 443).path("allowed").asBoolean())
                .isFalse();
    }

    @Test
    void whatIsDoneSaysSo() {
        azure.close();
        azure = Azure.started();
        Answer put = azure.put(WEB + "/securityRules/ssh", rule(200));
        Answer delete = azure.delete(WEB + "/securityRules/allow-https");

        await(put.header("Azure-AsyncOperation"));
        await(delete.header("Azure-AsyncOperation"));

        assertThat(follow(delete.header("Location")).status()).isEqualTo(204);
        assertThat(azure.get(WEB + "/securityRules/ssh")
                        .body()
                        .at("/properties/provisioningState")
                        .asText())
                .isEqualTo("Succeeded");
    }

    private void await(String operation) {
        Instant deadline = Instant.now().plusSeconds(5);
        String status = "InProgress";
        while (status.equals("InProgress") && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(5_000_000);
            status = follow(operation).body().path("status").asText();
        }
        // A delete soon after a put on the same group may supersede it: both are ends.
        assertThat(status).isIn("Succeeded", "Canceled");
    }

    @Test
    void aSecondWriteSupersedesTheFirstButBothRulesStand() {
        Answer first = azure.put(WEB + "/securityRules/a", rule(200));
        Answer second = azure.put(WEB + "/securityRules/b", rule(201));

        assertThat(follow(first.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("Canceled");
        assertThat(follow(second.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("InProgress");
        assertThat(azure.get(WEB + "/securityRules/a").status()).isEqualTo(200);
        assertThat(azure.get(WEB + "/securityRules/b").status()).isEqualTo(200);
    }

    @Test
    void anUnknownOperationIsNotFound() {
        assertThat(azure.get(Azure.SUBSCRIPTION + "/providers/Microsoft.Network/locations/westeurope/operations/none")
                        .status())
                .isEqualTo(404);
    }
}
