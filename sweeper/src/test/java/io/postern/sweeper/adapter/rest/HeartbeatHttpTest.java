package io.postern.sweeper.adapter.rest;

import static io.postern.sweeper.Rules.NOON;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.postern.architecture.AlarmRules;
import io.postern.sweeper.app.Heartbeat;
import io.postern.sweeper.domain.PassReport;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeartbeatHttpTest.Settings.class)
class HeartbeatHttpTest {
    @Inject
    Heartbeat heartbeat;

    @TestHTTPResource
    URI server;

    @Test
    void theHeartbeatTellsOnlyTimesAndCountsToAnybody() {
        when().get("/api/v1/heartbeat").then().statusCode(200).body("lastPass", nullValue());
        heartbeat.beat(NOON, new PassReport(List.of(), List.of()));
        when().get("/api/v1/heartbeat")
                .then()
                .statusCode(200)
                .body(equalTo("{\"lastPass\":\"2026-11-21T12:00:00Z\",\"removed\":0,\"failed\":0,\"standing\":0}"));
    }

    @Test
    void healthDescriptionAndMetricsAreServed() {
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/heartbeat"));
        when().get("/q/metrics").then().statusCode(200).body(containsString("postern_sweeper_removed_total"));
    }

    @Test
    void whatAlarmsLookAtIsShown() {
        assertThat(when().get("/q/metrics").asString()).contains(AlarmRules.metrics("postern_sweeper_"));
    }

    /** Without REST Assured, which takes a refusal for a fault of its own where upper case is Turkish. */
    @Test
    void nothingElseIsServed() throws IOException, InterruptedException {
        HttpResponse<String> unknown = send(request("/api/v1/rules").GET());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(send(request("/api/v1/heartbeat").DELETE()).statusCode()).isEqualTo(405);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What a sweeper cannot start without. */
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "postern.instance", "demo",
                    "postern.azure.tenant", "t",
                    "postern.azure.subscriptions", "00000000-0000-0000-0000-000000000001");
        }
    }
}
