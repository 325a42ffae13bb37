package io.postern.emulator.control;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsHttpTest {
    private static final Azure AZURE = Azure.started(EmulatorSettings.forTests().withPageSize(2));
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

    @Test
    void readsAreAnsweredFromThePastForATime() {
        ORDERS.give("{\"stale\":\"PT0.3S\",\"path\":\"web-1-nsg\"}");
        Instant before = Instant.now();
        AZURE.put(RULE, rule(200));
        Answer atOnce = AZURE.get(RULE);
        if (Instant.now().isBefore(before.plusMillis(290))) {
            assertThat(atOnce.status()).isEqualTo(404);
        }

        Orders.await(() -> AZURE.get(RULE).status() == 200);
        assertThat(Instant.now()).isAfterOrEqualTo(before.plusMillis(299));
        AZURE.delete(RULE);
        assertThat(AZURE.packet("203.0.113.7", "web-1", 22).path("allowed").asBoolean())
                .isFalse();
        AZURE.send("DELETE", "/_emulator/faults", "");
        assertThat(AZURE.get(RULE).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"PT10M, 600", "-PT10M, -600", "PT0S, 0"})
    void theHeaderDateMayBeWrong(String offset, long seconds) {
        ORDERS.give("{\"date\":\"" + offset + "\"}");

        String date = AZURE.get(WEB).header("Date");

        Instant said = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US))
                .toInstant();
        assertThat(Duration.between(Instant.now(), said))
                .isBetween(Duration.ofSeconds(seconds - 5), Duration.ofSeconds(seconds + 1));
    }

    @Test
    void theHeaderDateMayBeMissing() {
        ORDERS.give("{\"date\":\"none\"}");

        assertThat(AZURE.get(WEB).raw().headers().map()).doesNotContainKey("date");
    }

    @Test
    void anOutageLastsAsLongAsItWasOrdered() {
        ORDERS.give("{\"on\":\"any\",\"for\":\"PT0.4S\",\"status\":503,\"retryAfter\":\"rest\"}");
        Instant before = Instant.now();

        for (int i = 0; i < 3; i++) {
            Answer read = AZURE.get(WEB);
            if (Instant.now().isBefore(before.plusMillis(390))) {
                assertThat(read.status()).isEqualTo(503);
                assertThat(read.header("Retry-After")).isEqualTo("1");
            }
        }
        Orders.await(() -> AZURE.get(WEB).status() == 200);
        assertThat(Instant.now()).isAfterOrEqualTo(before.plusMillis(390));
        assertThat(AZURE.send("GET", "/_emulator/faults", "").body().path("orders"))
                .isEmpty();
    }

    @Test
    void everyUrlFailsInEveryWayAndThenWorks() {
        ORDERS.give(
                "{\"path\":\"/securityRules/\",\"eachUrl\":[429,{\"status\":503,\"when\":\"after\"},\"reset\",412]}");
        for (String rule : List.of("a", "b")) {
            JsonNode body = rule(rule.equals("a") ? 210 : 211);
            String path = WEB + "/securityRules/" + rule;
            assertThat(AZURE.put(path, body).status()).isEqualTo(429);
            assertThat(AZURE.get(path).status()).isEqualTo(404);
            assertThat(AZURE.put(path, body).status()).isEqualTo(503);
            assertThat(AZURE.get(path).status()).isEqualTo(200);
            assertThatThrownBy(() -> AZURE.put(path, body)).isInstanceOf(UncheckedIOException.class);
            assertThat(AZURE.put(path, body).status()).isEqualTo(412);
            assertThat(AZURE.put(path, body).status()).isEqualTo(200);
            // The deletion is another URL, as far as this goes.
            assertThat(AZURE.delete(path).status()).isEqualTo(429);
        }
    }

    @Test
    void theUrlsMayShareTheFailuresOut() {
        ORDERS.give("{\"method\":\"PUT\",\"eachUrl\":[409,500,\"reset\"],\"perUrl\":2}");
        Instant before = Instant.now();

        assertThat(AZURE.put(WEB + "/securityRules/a", rule(210)).status()).isEqualTo(409);
        assertThatThrownBy(() -> AZURE.put(WEB + "/securityRules/b", rule(211)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(AZURE.put(WEB + "/securityRules/a", rule(210)).status()).isEqualTo(500);
        assertThat(AZURE.put(WEB + "/securityRules/a", rule(210)).status()).isEqualTo(201);
        assertThat(AZURE.put(WEB + "/securityRules/b", rule(211)).status()).isEqualTo(409);
        assertThat(AZURE.put(WEB + "/securityRules/b", rule(211)).status()).isEqualTo(201);

        JsonNode told =
                AZURE.send("GET", "/_emulator/faults", "").body().path("orders").path(0);
        assertThat(told.path("struck").toString()).isEqualTo("[2,1,1]");
        assertThat(told.path("urls").asInt()).isEqualTo(2);
        assertThat(Instant.parse(told.path("lastStruck").asText())).isBetween(before, Instant.now());
    }

    @Test
    void aChanceWithASeedFallsTheSameEachTime() {
        List<Integer> first = thrown(7);

        assertThat(thrown(7)).isEqualTo(first);
        assertThat(thrown(8)).isNotEqualTo(first);
        assertThat(first).contains(200, 500);
    }

    private static List<Integer> thrown(int seed) {
        ORDERS.give("{\"on\":\"read\",\"chance\":0.5,\"seed\":" + seed + ",\"status\":500}");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            statuses.add(AZURE.get(WEB).status());
        }
        return statuses;
    }

    @Test
    void anAnswerMayComeLateAndTheEffectBeThere() throws InterruptedException {
        ORDERS.give("{\"latency\":\"PT0.3S\",\"when\":\"after\"}");
        Instant before = Instant.now();
        Thread slow = Thread.ofVirtual().start(() -> AZURE.put(RULE, rule(200)));

        Orders.await(() -> AZURE.get(RULE).status() == 200);
        slow.join();

        assertThat(Instant.now()).isAfterOrEqualTo(before.plusMillis(299));
    }

    @Test
    void aPageInTheMiddleOfAListMayFail() {
        ORDERS.give("{\"on\":\"read\",\"query\":\"skiptoken\",\"status\":500}");

        Answer first = AZURE.get(Azure.NSGS);

        assertThat(first.body().path("value")).hasSize(2);
        String next = first.body().path("nextLink").asText();
        String[] admin = {"Authorization", "Bearer " + AZURE.token("admin")};
        assertThat(AZURE.send("GET", next, "", admin).status()).isEqualTo(500);
        assertThat(AZURE.send("GET", next, "", admin).body().path("value")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"body, 200", "reset, 404", "resetAfter, 200"})
    void theConnectionMayBreakAtAnyPoint(String drop, int afterwards) {
        ORDERS.give("{\"method\":\"PUT\",\"drop\":\"" + drop + "\"}");

        assertThatThrownBy(() -> AZURE.put(RULE, rule(200))).isInstanceOf(UncheckedIOException.class);

        assertThat(AZURE.get(RULE).status()).isEqualTo(afterwards);
    }

    @Test
    void aPolicyMayDenyWhatItFindsInABody() {
        ORDERS.give("{\"times\":2,\"status\":403,\"code\":\"RequestDisallowedByPolicy\",\"message\":\"no ssh\","
                + "\"body\":\"\\\"destinationPortRange\\\":\\\"22\\\"\"}");

        Answer denied = AZURE.put(RULE, rule(200));

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.message()).contains("disallowed by policy").contains("no ssh");
        assertThat(denied.body().at("/error/additionalInfo/0/type").asText()).isEqualTo("PolicyViolation");
        assertThat(AZURE.put(RULE, Azure.ruleWith("destinationPortRange", "\"443\""))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void ordersCanBeAddedBehindThoseThatStand() {
        ORDERS.give("{\"status\":500}");
        AZURE.send("POST", "/_emulator/faults", "{\"status\":503}");

        assertThat(AZURE.put(RULE, rule(200)).status()).isEqualTo(500);
        assertThat(AZURE.put(RULE, rule(200)).status()).isEqualTo(503);
        assertThat(AZURE.put(RULE, rule(200)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "{\"status\":\"x\"}",
                "{\"status\":500,\"times\":\"x\"}",
                "{\"status\":500,\"for\":\"-PT1S\"}",
                "{\"status\":500,\"chance\":0}",
                "{\"status\":500,\"chance\":1.5}",
                "{\"status\":500,\"seed\":1}",
                "{\"status\":500,\"retryAfter\":\"rest\"}",
                "{\"status\":500,\"retryAfter\":-3}",
                "{\"status\":500,\"drop\":\"before\"}",
                "{\"status\":500,\"when\":\"later\"}",
                "{\"status\":500,\"operation\":\"Failed\"}",
                "{\"status\":500,\"eachUrl\":[500]}",
                "{\"eachUrl\":[]}",
                "{\"eachUrl\":[500],\"perUrl\":2}",
                "{\"eachUrl\":[500],\"perUrl\":0}",
                "{\"status\":500,\"perUrl\":2}",
                "{\"eachUrl\":500}",
                "{\"eachUrl\":[200]}",
                "{\"eachUrl\":[{\"path\":\"x\"}]}",
                "{\"operation\":\"Exploded\"}",
                "{\"operation\":{\"undone\":true}}",
                "{\"operation\":{\"ends\":\"Never\",\"after\":\"PT1S\"}}",
                "{\"operation\":{\"ends\":\"Succeeded\",\"undone\":true}}",
                "{\"on\":\"read\",\"operation\":\"Failed\"}",
                "{\"on\":\"write\",\"stale\":\"PT1S\"}",
                "{\"date\":\"tomorrow\"}",
                "{\"query\":\"[\",\"status\":500}"
            })
    void anOrderThatMeansNothingIsRefusedWithAReason(String json) {
        Answer refused = AZURE.send("PUT", "/_emulator/faults", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isNotBlank();
        assertThat(AZURE.send("GET", "/_emulator/faults", "").body().path("orders"))
                .isEmpty();
    }
}
