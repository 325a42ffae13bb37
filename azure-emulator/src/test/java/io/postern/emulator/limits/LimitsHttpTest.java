package io.postern.emulator.limits;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsHttpTest {
    private static final Azure AZURE = Azure.started(
            EmulatorSettings.forTests().withWriteLatency(Duration.ofMinutes(10)).withLimits(Limits.azure()));
    private static final String NICS = Azure.GROUP + "/providers/Microsoft.Network/networkInterfaces";
    private static final String VMS = Azure.SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void azuresOwn() {
        change("{\"limits\":\"azure\",\"busyGroups\":\"supersede\"}");
    }

    private static Answer change(String json) {
        return AZURE.send("PUT", "/_emulator/limits", json);
    }

    private static JsonNode budgets() {
        return AZURE.send("GET", "/_emulator/counters", "").body().path("budgets");
    }

    private static JsonNode of(JsonNode budgets, String name, String who) {
        return budgets.valueStream()
                .filter(b -> b.path("of").asText().equals(name)
                        && b.path("who").asText(who).equals(who))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutOrdersTheLimitsAreAzuresOwn() {
        JsonNode limits = AZURE.send("GET", "/_emulator/limits", "").body();

        assertThat(limits.path("networkWrites").asInt()).isEqualTo(1000);
        assertThat(limits.path("networkReads").asInt()).isEqualTo(10000);
        assertThat(limits.path("networkWindow").asText()).isEqualTo("PT5M");
        assertThat(limits.at("/reads/burst").asInt()).isEqualTo(250);
        assertThat(limits.at("/deletes/perSecond").asDouble()).isEqualTo(10);
    }

    @Test
    void theNetworkProvidersWritesAreOneBudgetForAllCallers() {
        change("{\"networkWrites\":2}");
        assertThat(AZURE.put(WEB + "/securityRules/one", rule(301)).status()).isEqualTo(201);
        assertThat(AZURE.as("postern-enforcer", "DELETE", WEB + "/securityRules/one", "")
                        .status())
                .isEqualTo(202);

        Answer third = AZURE.as(
                "postern-enforcer", "PUT", WEB + "/securityRules/two", rule(302).toString());

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("TooManyRequests");
        assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(290, 300);
        assertThat(AZURE.get(WEB + "/securityRules/two").status()).isEqualTo(404);
        JsonNode writes = of(budgets().path("network"), "writes", "");
        assertThat(writes.path("taken").asInt()).isEqualTo(2);
        assertThat(writes.path("refused").asInt()).isEqualTo(1);
        assertThat(writes.path("left").asInt()).isZero();
        assertThat(writes.path("region").asText()).isEqualTo("westeurope");
        assertThat(AZURE.send("GET", "/_emulator/history", "")
                        .body()
                        .at("/value")
                        .valueStream()
                        .filter(w -> w.path("path").asText().endsWith("/two"))
                        .map(w -> w.path("status").asInt()))
                .containsExactly(429);
    }

    @Test
    void everyPrincipalHasABucketOfItsOwn() {
        change("{\"writes\":{\"burst\":1,\"perSecond\":0.01},\"deletes\":{\"burst\":1,\"perSecond\":0.01}}");
        AZURE.put(WEB + "/securityRules/three", rule(303));

        Answer second = AZURE.put(WEB + "/securityRules/three", rule(303));

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.code()).isEqualTo("SubscriptionRequestsThrottled");
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(95, 100);
        assertThat(AZURE.as(
                                "postern-enforcer",
                                "PUT",
                                WEB + "/securityRules/three",
                                rule(303).toString())
                        .status())
                .isEqualTo(200);
        assertThat(AZURE.delete(WEB + "/securityRules/three").status()).isEqualTo(202);
        assertThat(of(budgets().path("principals"), "writes", "admin")
                        .path("refused")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void readsOfOtherProvidersDoNotCountForTheNetwork() {
        change("{\"networkReads\":1}");

        assertThat(AZURE.get(NICS).status()).isEqualTo(200);
        assertThat(AZURE.get(NICS).status()).isEqualTo(429);
        assertThat(AZURE.get(VMS).status()).isEqualTo(200);
    }

    @Test
    void offMeansThatNobodyIsRefused() {
        change("{\"limits\":\"off\",\"networkWrites\":1,\"writes\":{\"burst\":1,\"perSecond\":0.01}}");

        for (int i = 0; i < 3; i++) {
            assertThat(AZURE.put(WEB + "/securityRules/four", rule(304)).status())
                    .isLessThan(300);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"limits\":\"some\"}",
                "{\"networkWrites\":0}",
                "{\"networkWrites\":\"many\"}",
                "{\"networkWindow\":\"PT0S\"}",
                "{\"networkWindow\":\"soon\"}",
                "{\"writes\":5}",
                "{\"writes\":{\"burst\":1,\"perSecond\":0}}",
                "{\"busyGroups\":\"wait\"}",
                "{\"write\":1}"
            })
    void limitsThatMeanNothingAreRefusedAndChangeNothing(String json) {
        assertThat(change(json).status()).isEqualTo(400);
        assertThat(AZURE.send("GET", "/_emulator/limits", "")
                        .body()
                        .path("networkWrites")
                        .asInt())
                .isEqualTo(1000);
    }

    @Test
    void aBusyGroupRefusesWhereThatIsOrdered() {
        String jump = Azure.NSGS + "/jump-subnet-nsg";
        AZURE.put(jump + "/securityRules/first", rule(305));
        assertThat(AZURE.put(jump + "/securityRules/second", rule(306)).status())
                .isEqualTo(201);
        change("{\"busyGroups\":\"refuse\"}");

        Answer refused = AZURE.put(jump + "/securityRules/third", rule(307));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RetryableErrorDueToAnotherOperation");
        assertThat(refused.header("Retry-After")).isEqualTo("600");
        assertThat(AZURE.delete(jump + "/securityRules/first").code()).isEqualTo("RetryableErrorDueToAnotherOperation");
        assertThat(AZURE.put(jump, AZURE.get(jump).body()).code()).isEqualTo("RetryableErrorDueToAnotherOperation");
        assertThat(AZURE.put(Azure.NSGS + "/data-nsg/securityRules/free", rule(308))
                        .status())
                .isEqualTo(201);
        JsonNode nic = AZURE.get(NICS + "/jump-1-nic").body();
        ((com.fasterxml.jackson.databind.node.ObjectNode) nic)
                .withObjectProperty("properties")
                .putObject("networkSecurityGroup")
                .put("id", jump);
        assertThat(AZURE.put(NICS + "/jump-1-nic", nic).code()).isEqualTo("ReferencedResourceNotProvisioned");
    }
}
