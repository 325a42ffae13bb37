package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers do who mean no good, or who are merely quick. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class HostileApprovalTest {
    private static final String YES = "{\"verdict\":\"approve\",\"reason\":\"planned work\"}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Wire wire;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @Test
    void twoApproversAtOnceMakeOneApproval() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = pending(lasting(Duration.ofHours(1), "db-1"));
            Callable<HttpResponse<String>> one = () -> decide(id, Tokens.of(APPROVER, APPROVERS), YES);
            Callable<HttpResponse<String>> two = () -> decide(id, Tokens.of(SECOND_APPROVER, APPROVERS), YES);
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (Future<HttpResponse<String>> each : threads.invokeAll(List.of(one, two))) {
                    assertThat(each.get().statusCode()).isIn(200, 409);
                }
            }
            wire.next(Approved.class, id);
            assertThat(wire.allAbout(id)).filteredOn(Approved.class::isInstance).hasSize(1);
        }
    }

    @Test
    void aReasonThatNoDatabaseKeepsIsAProblemAndCountsNothing() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));
        for (String text : List.of("a\\u0000b", "\\u001b[2J", "half \\ud800", "x".repeat(501))) {
            HttpResponse<String> answer =
                    decide(id, Tokens.of(APPROVER, APPROVERS), "{\"verdict\":\"approve\",\"reason\":\"" + text + "\"}");
            assertProblem(answer, 400);
            assertThat(answer.body()).contains("reason");
        }
        assertThat(wire.allAbout(id)).noneMatch(DecisionCounted.class::isInstance);
    }

    @Test
    void aBodyTooLargeIsAProblemEvenInPieces() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));
        byte[] large = YES.replace("planned", "x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        String token = Tokens.of(APPROVER, APPROVERS);
        assertProblem(send(id, token, BodyPublishers.ofByteArray(large)), 413);
        assertProblem(send(id, token, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))), 413);
    }

    @Test
    void aVmThatIsGoneFromAzureIsDeniedAndNotAskedForWithoutEnd() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "gone-1");
        wire.tell(request, 1, 1);
        Denied denied = wire.next(Denied.class, request.requestId().value());
        assertThat(denied.reason()).isEqualTo("missing-right");
    }

    @Test
    void aRoleThatIsNamedLikeTheGroupMakesNoApprover() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));
        String token = Tokens.withRole(OUTSIDER, APPROVERS);
        assertProblem(decide(id, token, YES), 403);
        assertThat(list(token).body()).isEqualTo("{\"value\":[]}");
    }

    @Test
    void outsidersAndRequestersSeeAndDecideNothing() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));
        for (String token : List.of(Tokens.of(OUTSIDER), Tokens.of(REQUESTER))) {
            assertThat(list(token).body()).isEqualTo("{\"value\":[]}");
            assertProblem(decide(id, token, YES), 403);
        }
        assertThat(list(Tokens.of(APPROVER, APPROVERS)).body()).contains(id);
    }

    private static String pending(RequestSubmitted request) {
        wire.tell(request, 1, 1);
        String id = request.requestId().value();
        wire.next(ApprovalNeeded.class, id);
        return id;
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpResponse<String> decide(String id, String token, String body)
            throws IOException, InterruptedException {
        return send(id, token, BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(String id, String token, BodyPublisher body)
            throws IOException, InterruptedException {
        return answer(to("/api/v1/approvals/" + id + "/decisions", token)
                .header("Content-Type", "application/json")
                .POST(body));
    }

    private static HttpResponse<String> list(String token) throws IOException, InterruptedException {
        return answer(to("/api/v1/approvals", token).GET());
    }

    private static HttpRequest.Builder to(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
