package io.postern.emulator.control;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationFaultsHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final Orders ORDERS = new Orders(AZURE);
    private static final String RULE = WEB + "/securityRules/ssh";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void nothingGoesWrong() {
        ORDERS.takeBack();
    }

    private static Answer follow(Answer started) {
        return AZURE.send(
                "GET", started.header("Azure-AsyncOperation"), "", "Authorization", "Bearer " + AZURE.token("admin"));
    }

    private static String state(String path) {
        return AZURE.get(path).body().at("/properties/provisioningState").asText();
    }

    @Test
    void anOperationFailsAndItsEffectStands() {
        ORDERS.give("{\"operation\":\"Failed\"}");

        Answer put = AZURE.put(RULE, rule(200));

        assertThat(put.status()).isEqualTo(201);
        Orders.await(() -> follow(put).body().path("status").asText().equals("Failed"));
        assertThat(follow(put).code()).isEqualTo("InternalServerError");
        assertThat(state(RULE)).isEqualTo("Failed");
        assertThat(AZURE.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean())
                .isTrue();
        AZURE.put(RULE, rule(200));
        Orders.await(() -> state(RULE).equals("Succeeded"));
    }

    @Test
    void anOperationThatIsSupersededMayTakeItsEffectWithIt() {
        ORDERS.give("{\"operation\":{\"ends\":\"Superseded\",\"undone\":true,\"after\":\"PT2S\"}}");

        Answer put = AZURE.put(RULE, rule(200));

        assertThat(follow(put).body().path("status").asText()).isEqualTo("InProgress");
        assertThat(AZURE.get(RULE).status()).isEqualTo(200);
        AZURE.put(WEB + "/securityRules/foreign", rule(201));
        Orders.await(() -> AZURE.get(RULE).status() == 404);
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
        ORDERS.give(
                "{\"method\":\"DELETE\",\"operation\":{\"ends\":\"Canceled\",\"undone\":true,\"after\":\"PT0.05S\"}}");

        Answer delete = AZURE.delete(RULE);

        assertThat(delete.status()).isEqualTo(202);
        // Nobody asks ARM meanwhile: it comes back by the clock.
        Orders.await(
                () -> AZURE.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean());
        assertThat(AZURE.send("GET", delete.header("Location"), "", "Authorization", "Bearer " + AZURE.token("admin"))
                        .status())
                .isEqualTo(409);
        Orders.await(() -> AZURE.get(RULE).body().path("properties").equals(before));
    }

    @Test
    void anOperationMayNeverEnd() {
        ORDERS.give("{\"operation\":{\"ends\":\"Never\"}}");

        Answer put = AZURE.put(RULE, rule(200));
        LockSupport.parkNanos(5_000_000);

        assertThat(follow(put).body().path("status").asText()).isEqualTo("InProgress");
        assertThat(state(RULE)).isEqualTo("Updating");
    }
}
