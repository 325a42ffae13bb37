package io.postern.emulator.control;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationFaultsHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final String RULE = WEB + "/securityRules/ssh";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void nothingGoesWrong() {
        AZURE.send("DELETE", "/_emulator/faults", "");
        List.of("ssh", "foreign", "a", "b").forEach(rule -> AZURE.delete(WEB + "/securityRules/" + rule));
    }

    private static void order(String json) {
        Answer answer = AZURE.send("PUT", "/_emulator/faults", json);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    }

    private static Answer follow(Answer started) {
        return AZURE.send(
                "GET", started.header("Azure-AsyncOperation"), "", "Authorization", "Bearer " + AZURE.token("admin"));
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String state(String path) {
        return AZURE.get(path).body().at("/properties/provisioningState").asText();
    }

    @Test
    void anOperationFailsAndItsEffectStands() {
        order("{\"operation\":\"Failed\"}");

        Answer put = AZURE.put(RULE, rule(200));

        assertThat(put.status()).isEqualTo(201);
        await(() -> follow(put).body().path("status").asText().equals("Failed"));
        assertThat(follow(put).code()).isEqualTo("InternalServerError");
        assertThat(state(RULE)).isEqualTo("Failed");
        assertThat(AZURE.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean())
                .isTrue();
        AZURE.put(RULE, rule(200));
        await(() -> state(RULE).equals("Succeeded"));
    }

    @Test
    void anOperationThatIsSupersededMayTakeItsEffectWithIt() {
        order("{\"operation\":{\"ends\":\"Superseded\",\"undone\":true,\"after\":\"PT0.1S\"}}");

        Answer put = AZURE.put(RULE, rule(200));

        assertThat(follow(put).body().path("status").asText()).isEqualTo("InProgress");
        assertThat(AZURE.get(RULE).status()).isEqualTo(200);
        AZURE.put(WEB + "/securityRules/foreign", rule(201));
        await(() -> AZURE.get(RULE).status() == 404);
        assertThat(follow(put).body().path("status").asText()).isEqualTo("Canceled");
        assertThat(AZURE.get(WEB + "/securityRules/foreign").status()).isEqualTo(200);
        JsonNode last = AZURE.send("GET", "/_emulator/history", "").body().path("value");
        assertThat(last.valueStream()
                        .filter(w -> w.path("who").asText().equals("azure"))
                        .map(w -> w.path("method").asText() + " "
                                + w.path("path").asText().replaceFirst(".*/", "")))
                .contains("DELETE ssh");
    }

    @Test
    void aDeletionThatIsUndoneLeavesTheRuleAsItWas() {
        AZURE.put(RULE, rule(200));
        JsonNode before = AZURE.get(RULE).body().path("properties").deepCopy();
        order("{\"method\":\"DELETE\",\"operation\":{\"ends\":\"Canceled\",\"undone\":true,\"after\":\"PT0.05S\"}}");

        Answer delete = AZURE.delete(RULE);

        assertThat(delete.status()).isEqualTo(202);
        // Nobody asks ARM meanwhile: it comes back by the clock.
        await(() -> AZURE.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean());
        assertThat(AZURE.send("GET", delete.header("Location"), "", "Authorization", "Bearer " + AZURE.token("admin"))
                        .status())
                .isEqualTo(409);
        await(() -> AZURE.get(RULE).body().path("properties").equals(before));
    }

    @Test
    void anOperationMayNeverEnd() {
        order("{\"operation\":{\"ends\":\"Never\"}}");

        Answer put = AZURE.put(RULE, rule(200));
        LockSupport.parkNanos(5_000_000);

        assertThat(follow(put).body().path("status").asText()).isEqualTo("InProgress");
        assertThat(state(RULE)).isEqualTo("Updating");
    }
}
