package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.net.Cidr;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What approvers see and do over HTTP, and what comes of it on the topic. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class DecisionJourneyTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Wire wire;

    @Inject
    DataSource database;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @Test
    void anApproverSeesEverythingThatWillBeSigned() throws Exception {
        RequestSubmitted request = lasting(Duration.ofHours(5), "db-1");
        String id = pending(request);
        assertThat(decide(id, Tokens.of(SECOND_APPROVER, APPROVERS), yes(",\"narrow\":{\"duration\":\"PT4H\"}"))
                        .statusCode())
                .isEqualTo(200);

        JsonNode seen = listed(Tokens.of(APPROVER, APPROVERS), id);

        assertThat(seen.path("requesterName").asText()).isEqualTo("Robin Requester");
        assertThat(seen.path("targets").get(0).path("ports").get(0).asInt()).isEqualTo(22);
        assertThat(seen.path("sources").get(0).asText()).isEqualTo("203.0.113.7/32");
        assertThat(seen.path("justification").asText()).isEqualTo("disk full");
        assertThat(seen.path("risk").asText()).isEqualTo("low");
        assertThat(seen.path("policyVersion").asText()).startsWith("contoso@");
        assertThat(seen.path("askedBy")).isNotEmpty();
        assertThat(seen.path("requestDigest").asText()).isEqualTo(RequestDigest.of(request));
        assertThat(Instant.parse(seen.path("lapsesAt").asText())).isAfter(Instant.now());
        assertThat(seen.path("counted").asInt()).isEqualTo(1);
        assertThat(seen.path("needed").asInt()).isEqualTo(2);
        assertThat(seen.path("answers").get(0).path("narrow").path("duration").asText())
                .isEqualTo("PT4H");
        assertThat(seen.path("agreed").path("duration").asText()).isEqualTo("PT4H");
        assertThat(send("GET", "/api/v1/approvals", Tokens.of(REQUESTER, APPROVERS), "")
                        .body())
                .doesNotContain(id);
    }

    @Test
    void whatIsNarrowedIsWhatIsSigned() throws Exception {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        String id = pending(request);
        String token = Tokens.of(APPROVER, APPROVERS);

        HttpResponse<String> wider = decide(id, token, yes(",\"narrow\":{\"sources\":[\"203.0.113.0/24\"]}"));
        assertThat(wider.statusCode()).isEqualTo(422);
        assertThat(wider.body()).contains("urn:postern:problem:wider-than-asked", "203.0.113.0/24");
        assertThat(decide(id, token, yes(",\"requestDigest\":\"of-something-else\""))
                        .statusCode())
                .isEqualTo(409);
        String body =
                yes(",\"narrow\":{\"duration\":\"PT20M\"},\"requestDigest\":\"" + RequestDigest.of(request) + "\"");
        assertThat(decide(id, token, body).statusCode()).isEqualTo(200);

        Approved approved = wire.next(Approved.class, id);
        assertThat(approved.duration()).isEqualTo(Duration.ofMinutes(20));
        assertThat(approved.personal().sources()).containsExactly(Cidr.parse("203.0.113.7/32"));
        assertThat(wire.next(DecisionCounted.class, id).personal().narrowed()).isNotNull();
        assertThat(wire.allAbout(id))
                .filteredOn(DecisionRejected.class::isInstance)
                .hasSize(2);
    }

    @Test
    void anExtensionIsAskedForDecidedAndSignedOnItsOwn() throws Exception {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        String id = pending(request);
        decide(id, Tokens.of(APPROVER, APPROVERS), yes(""));
        wire.next(Approved.class, id);
        Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ExtensionRequested extension = new ExtensionRequested(
                request.requestId(),
                1,
                REQUESTER,
                opened,
                opened.plus(Duration.ofHours(1)),
                opened.plus(Duration.ofHours(2)),
                new ExtensionRequested.Personal("Robin Requester", "still at it", "bm9uY2U"));

        wire.tell(extension, 2, 2);
        ApprovalNeeded needed = next(ApprovalNeeded.class, id, 1);
        assertThat(needed.requestDigest()).isEqualTo(RequestDigest.of(extension));
        JsonNode seen = listed(Tokens.of(APPROVER, APPROVERS), id);
        assertThat(seen.path("extension").path("number").asInt()).isEqualTo(1);
        assertThat(seen.path("justification").asText()).isEqualTo("still at it");
        String second = Tokens.of(SECOND_APPROVER, APPROVERS);
        assertThat(decide(id, second, yes("")).body()).contains("not-what-was-shown", "requestDigest");
        assertThat(decide(id, second, yes(",\"requestDigest\":\"" + RequestDigest.of(extension) + "\""))
                        .body())
                .contains("\"extension\":1");

        Approved approved = next(Approved.class, id, 1);
        assertThat(approved.endsAt()).isEqualTo(extension.endsAt());
        assertThat(approved.approvers()).containsExactly(SECOND_APPROVER);
    }

    @Test
    void whatNobodyDecidesInTimeLapsesAndIsTooLateToDecide() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE approval_case SET lapses_at = now() - interval '1 s' WHERE request_id = '" + id + "'");
        }

        assertThat(wire.next(Lapsed.class, id).policyRule()).isEqualTo("guarded");
        HttpResponse<String> late = decide(id, Tokens.of(APPROVER, APPROVERS), yes(""));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(wire.allAbout(id)).filteredOn(Lapsed.class::isInstance).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherAndNothingIsListedTwice() throws Exception {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(pending(lasting(Duration.ofHours(1), "db-1")));
        }
        String token = Tokens.of(APPROVER, APPROVERS);
        List<String> seen = new ArrayList<>();
        String query = "?limit=2";
        while (!query.isEmpty()) {
            JsonNode page = JSON.readTree(
                    send("GET", "/api/v1/approvals" + query, token, "").body());
            page.path("value").forEach(each -> seen.add(each.path("requestId").asText()));
            query = page.hasNonNull("next")
                    ? "?limit=2&after=" + page.path("next").asText()
                    : "";
        }
        assertThat(seen).doesNotHaveDuplicates().isSorted().containsAll(asked);
        for (String wrong : List.of("?after=nonsense", "?limit=0", "?limit=501", "?state=open")) {
            assertThat(send("GET", "/api/v1/approvals" + wrong, token, "").statusCode())
                    .isEqualTo(400);
        }
    }

    private String pending(RequestSubmitted request) {
        wire.tell(request, 1, 1);
        String id = request.requestId().value();
        wire.next(ApprovalNeeded.class, id);
        return id;
    }

    /** Waits for the event about this extension. */
    private static <E extends PosternEvent> E next(Class<E> type, String id, int extension) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (true) {
            for (var event : wire.allAbout(id)) {
                if (type.isInstance(event) && event.toString().contains("extension=" + extension)) {
                    return type.cast(event);
                }
            }
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static JsonNode listed(String token, String id) throws IOException, InterruptedException {
        JsonNode page = JSON.readTree(
                send("GET", "/api/v1/approvals?limit=500", token, "").body());
        for (JsonNode each : page.path("value")) {
            if (each.path("requestId").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private static String yes(String more) {
        return "{\"verdict\":\"approve\",\"reason\":\"planned\"" + more + "}";
    }

    private static HttpResponse<String> decide(String id, String token, String body)
            throws IOException, InterruptedException {
        return send("POST", "/api/v1/approvals/" + id + "/decisions", token, body);
    }

    private static HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
