package io.postern.approval.journey;

import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.Requests;
import io.postern.contracts.id.PersonId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class ForecastTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({"web-1, PT1H, automatic, 0", "db-1, PT1H, needs-approval, 1", "web-1, PT4H, needs-approval, 1"})
    void whatTheRuleWouldSayIsForetoldAndNothingIsKept(String vm, String duration, String decision, int approvals)
            throws Exception {
        long before = rows();
        JsonNode forecast =
                JSON.readTree(forecast(REQUESTER, body(vm, duration)).body());
        assertThat(forecast.path("decision").asText()).isEqualTo(decision);
        assertThat(forecast.path("approvals").asInt()).isEqualTo(approvals);
        assertThat(forecast.path("groups")).hasSize(approvals == 0 ? 0 : 1);
        forecast.path("groups")
                .forEach(group -> assertThat(
                                forecast.at("/groupNames/" + group.asText()).asText())
                        .isEqualTo("approvers"));
        assertThat(forecast.path("rule").asText()).isNotEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whoLacksTheAzureRightIsToldSo() throws Exception {
        JsonNode forecast =
                JSON.readTree(forecast(OUTSIDER, body("web-1", "PT1H")).body());
        assertThat(forecast.path("decision").asText()).isEqualTo("denied");
        assertThat(forecast.path("detail").asText()).contains("initiate/action");
    }

    @Test
    void whoMayNotAskForAccessGetsNoForecast() throws Exception {
        assertThat(send(Tokens.of(REQUESTER), body("web-1", "PT1H")).statusCode())
                .isEqualTo(403);
        assertThat(send(Tokens.withRole(REQUESTER, "Postern.Read"), body("web-1", "PT1H"))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "{}",
                "{\"targets\":[]}",
                "{\"targets\":[null],\"duration\":\"PT1H\"}",
                "{\"targets\":[{\"vm\":\"web-1\",\"ports\":[]}],\"duration\":\"PT1H\"}",
                "{\"targets\":[{\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}]}],\"duration\":\"PT1H\"}"
            })
    void whatIsNoRequestIsAProblem(String body) throws Exception {
        assertProblem(send(Tokens.withRole(REQUESTER, "Postern.Request"), body));
    }

    @Test
    void aRequestHasExactlyOneKindOfEnd() throws Exception {
        String both = body("web-1", "PT1H").replace("\"duration\"", "\"endsAt\":\"2030-01-01T00:00:00Z\",\"duration\"");
        assertProblem(forecast(REQUESTER, both));
        assertProblem(forecast(REQUESTER, body("web-1", "-PT1H")));
    }

    private static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static String body(String vm, String duration) {
        String id = Requests.lasting(Duration.ofHours(1), vm)
                .targets()
                .getFirst()
                .vm()
                .value();
        return "{\"targets\":[{\"vm\":\"" + id + "\",\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}]}],"
                + "\"sources\":[\"203.0.113.7/32\"],\"duration\":\"" + duration + "\"}";
    }

    private static HttpResponse<String> forecast(PersonId person, String body)
            throws IOException, InterruptedException {
        return send(Tokens.withRole(person, "Postern.Request"), body);
    }

    private static HttpResponse<String> send(String token, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/forecasts"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private long rows() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM approval_case) + (SELECT count(*) FROM outbox)")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
