package io.postern.emulator.control;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlHttpTest {
    private static final String RULE = WEB + "/securityRules/ssh";
    private final Azure azure = Azure.started();

    @AfterEach
    void stop() {
        azure.close();
    }

    private JsonNode history(String query) {
        return azure.send("GET", "/_emulator/history" + query, "").body();
    }

    private Answer order(String json) {
        return azure.send("PUT", "/_emulator/faults", json);
    }

    @Test
    void theHistoryHoldsEveryWriteAndNoRead() {
        Instant before = Instant.now().minusMillis(1);
        azure.put(RULE, rule(200));
        azure.get(RULE);
        azure.as("auditor", "DELETE", RULE, "");
        azure.as("postern-sweeper", "DELETE", RULE, "");

        JsonNode all = history("").path("value");

        assertThat(all).hasSize(3);
        assertThat(all.at("/0/who").asText()).isEqualTo("admin");
        assertThat(all.at("/0/path").asText()).isEqualTo(RULE);
        assertThat(all.at("/0/status").asInt()).isEqualTo(201);
        assertThat(Instant.parse(all.at("/0/time").asText())).isBetween(before, Instant.now());
        assertThat(all.at("/1/code").asText()).isEqualTo("AuthorizationFailed");
        assertThat(all.at("/2/seq").asInt()).isEqualTo(3);
        assertThat(history("?since=2").path("value")).hasSize(1);
        assertThat(history("?since=" + all.at("/2/time").asText()).path("value"))
                .isNotEmpty();
        assertThat(history("?since=yesterday").path("error").path("code").asText())
                .isEqualTo("BadRequest");
    }

    @Test
    void aWriteOfAWholeGroupTellsWhichRulesItBroughtAndTookAway() {
        azure.put(RULE, rule(200));
        JsonNode group = azure.get(WEB).body();
        ArrayNode rules = (ArrayNode) group.path("properties").path("securityRules");
        int ours = IntStream.range(0, rules.size())
                .filter(n -> rules.get(n).path("name").asText().equals("ssh"))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) rules.get(ours)).put("name", "ssh-again").remove("id");

        assertThat(azure.put(WEB, group).status()).isEqualTo(200);

        JsonNode last = history("").path("value").get(1);
        assertThat(last.path("added")).extracting(JsonNode::asText).containsExactly("ssh-again");
        assertThat(last.path("removed")).extracting(JsonNode::asText).containsExactly("ssh");
        assertThat(history("").path("value").get(0).has("added")).isFalse();
    }

    @Test
    void anOrderStrikesAsManyTimesAsItSaysAndNothingElse() {
        order("{\"times\":2,\"method\":\"PUT\",\"path\":\"/ssh$\",\"status\":429,\"retryAfter\":7}");

        assertThat(azure.put(WEB + "/securityRules/other", rule(201)).status()).isEqualTo(201);
        Answer first = azure.put(RULE, rule(200));
        Answer second = azure.put(RULE, rule(200));

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.code()).isEqualTo("TooManyRequests");
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(second.status()).isEqualTo(429);
        assertThat(azure.get(RULE).status()).isEqualTo(404);
        assertThat(azure.put(RULE, rule(200)).status()).isEqualTo(201);
    }

    @Test
    void readsFailWhenOrderedAndWritesDoNot() {
        order("[{\"on\":\"read\",\"status\":503,\"code\":\"ServerBusy\"}]");

        assertThat(azure.put(RULE, rule(200)).status()).isEqualTo(201);
        assertThat(azure.get(RULE).code()).isEqualTo("ServerBusy");
        assertThat(azure.get(RULE).status()).isEqualTo(200);
    }

    @Test
    void anOrderMayStrikeOneCallerAlone() {
        azure.put(RULE, rule(200));
        order("{\"who\":\"enforcer\",\"method\":\"DELETE\",\"status\":500}");

        assertThat(azure.as("postern-sweeper", "DELETE", RULE, "").status()).isEqualTo(202);
        assertThat(azure.as("postern-enforcer", "DELETE", RULE, "").status()).isEqualTo(500);
    }

    @Test
    void aDroppedConnectionLeavesNothingAndOneDroppedAfterwardsTheWrite() {
        order("{\"orders\":[{\"drop\":true,\"path\":\"/before$\"},{\"drop\":\"after\",\"path\":\"/after$\"}]}");

        assertThatThrownBy(() -> azure.put(WEB + "/securityRules/before", rule(200)))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> azure.put(WEB + "/securityRules/after", rule(201)))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(azure.get(WEB + "/securityRules/before").status()).isEqualTo(404);
        assertThat(azure.get(WEB + "/securityRules/after").status()).isEqualTo(200);
    }

    @Test
    void aDelayPutsTheEffectOff() {
        order("{\"latency\":\"PT0.2S\"}");
        Instant asked = Instant.now();

        azure.put(RULE, rule(200));

        assertThat(Instant.parse(history("").at("/value/0/time").asText())).isAfterOrEqualTo(asked.plusMillis(199));
    }

    @Test
    void ordersAreListedReplacedAndCleared() {
        order("{\"status\":500,\"times\":3}");
        order("[{\"status\":503},{\"status\":429}]");
        assertThat(azure.send("GET", "/_emulator/faults", "").body().path("orders"))
                .hasSize(2);

        assertThat(azure.send("DELETE", "/_emulator/faults", "").status()).isEqualTo(204);

        assertThat(azure.send("GET", "/_emulator/faults", "").body().path("orders"))
                .isEmpty();
        assertThat(azure.put(RULE, rule(200)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"statsu\":500}",
                "{\"status\":200}",
                "{\"times\":0}",
                "{\"path\":\"(\"}",
                "{\"latency\":\"soon\"}",
                "{\"drop\":\"maybe\"}",
                "{\"on\":\"tuesday\"}"
            })
    void anOrderThatMeansNothingIsRefused(String json) {
        assertThat(order(json).status()).isEqualTo(400);
        assertThat(azure.send("GET", "/_emulator/faults", "").body().path("orders"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?vm=web-1&port=22",
                "?from=1.2.3&vm=web-1&port=22",
                "?from=1.2.3.4&port=22",
                "?from=1.2.3.4&vm=web-1",
                "?from=1.2.3.4&vm=web-1&port=70000"
            })
    void aPacketQuestionThatIsIncompleteIsRefused(String query) {
        assertThat(azure.send("GET", "/_emulator/packet" + query, "").status()).isEqualTo(400);
    }

    @Test
    void aVmMayBeAskedForByItsId() {
        assertThat(azure.packet("203.0.113.7", Azure.VMS + "/web-1", 443)
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(azure.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean())
                .isFalse();
    }
}
