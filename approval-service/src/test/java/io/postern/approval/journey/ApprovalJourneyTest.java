package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.of;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class ApprovalJourneyTest {
    private static final Map<String, Object> YES = Map.of("verdict", "approve", "reason", "planned work");
    private static final Map<String, Object> NO = Map.of("verdict", "deny", "reason", "not today");

    private static final List<String> NOT_DECISIONS = List.of(
            "{",
            "",
            "[]",
            "null",
            "{}",
            "{\"verdict\":\"approve\"}",
            "{\"verdict\":\"approve\",\"reason\":\" \"}",
            "{\"verdict\":\"maybe\",\"reason\":\"x\"}",
            "{\"verdict\":null,\"reason\":\"x\"}",
            "{\"verdict\":1,\"reason\":\"x\"}",
            "{\"verdict\":\"approve\",\"reason\":{}}",
            "{\"verdict\":\"approve\",\"reason\":\"x\",\"narrow\":{\"duration\":\"-PT30M\"}}",
            "{\"verdict\":\"approve\",\"reason\":\"x\",\"narrow\":{\"ports\":[]}}",
            "{\"verdict\":\"approve\",\"reason\":\"x\",\"narrow\":{\"ports\":[70000]}}",
            "{\"verdict\":\"approve\",\"reason\":\"x\",\"narrow\":{\"ports\":[22" + ",22".repeat(50) + "]}}",
            "{\"verdict\":\"approve\",\"reason\":\"x\",\"narrow\":{\"sources\":[\"192.0.2.1\""
                    + ",\"192.0.2.1\"".repeat(50) + "]}}",
            "{\"verdict\":\"deny\",\"reason\":\"x\",\"narrow\":{\"ports\":[22]}}");

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
    void aHolderOfTheRightIsApprovedOnceWithASignatureThatVerifies() throws Exception {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");

        wire.tell(request, 1, 2);

        Approved approved = wire.next(Approved.class, request.requestId().value());
        assertThat(approved.approvers()).isEmpty();
        assertVerifies(approved);
        assertThat(wire.allAbout(request.requestId().value())).hasSize(1);
    }

    @Test
    void withoutTheRightARequestIsDenied() {
        RequestSubmitted request = of(OUTSIDER, Duration.ofHours(1), null, "web-1");

        wire.tell(request, 1, 1);

        Denied denied = wire.next(Denied.class, request.requestId().value());
        assertThat(denied.reason()).isEqualTo("missing-right");
        assertThat(wire.allAbout(request.requestId().value())).noneMatch(Approved.class::isInstance);
    }

    @Test
    void anAzureThatDoesNotAnswerOnlyDelays() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "jump-1");

        wire.tell(request, 1, 1);

        wire.next(Approved.class, request.requestId().value());
    }

    @Test
    void twoApproversAgreeAndTheApprovalNamesBoth() throws Exception {
        String id = pending(lasting(Duration.ofHours(5), "db-1"));

        decide(id, Tokens.of(APPROVER, APPROVERS), YES)
                .statusCode(200)
                .body("state", equalTo("pending"), "counted", equalTo(1), "needed", equalTo(2));
        decide(id, Tokens.of(APPROVER, APPROVERS), YES).statusCode(200).body("counted", equalTo(1));
        decide(id, Tokens.of(SECOND_APPROVER, APPROVERS), YES).statusCode(200).body("counted", equalTo(2));

        Approved approved = wire.next(Approved.class, id);
        assertThat(approved.approvers()).containsExactlyInAnyOrder(APPROVER, SECOND_APPROVER);
        assertVerifies(approved);
        assertThat(wire.allAbout(id))
                .filteredOn(DecisionCounted.class::isInstance)
                .hasSize(2);
        decide(id, Tokens.of(SECOND_APPROVER, APPROVERS), NO)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:postern:problem:settled"));
    }

    @Test
    void oneNoIsEnough() {
        String id = pending(lasting(Duration.ofHours(5), "db-1"));
        decide(id, Tokens.of(APPROVER, APPROVERS), YES).statusCode(200);

        decide(id, Tokens.of(APPROVER, APPROVERS), NO).statusCode(200).body("state", equalTo("denied"));

        assertThat(wire.next(Denied.class, id).deciders()).containsExactly(APPROVER);
    }

    @Test
    void aRequestTakenBackWaitsForNobody() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        String id = pending(request);

        wire.tell(new RequestCancelled(request.requestId(), REQUESTER), 2, 1);

        awaitUnlisted(id);
        decide(id, Tokens.of(APPROVER, APPROVERS), YES).statusCode(409);
    }

    @Test
    void whatWaitsIsListedForApproversOnly() throws Exception {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));

        list(Tokens.of(APPROVER, APPROVERS)).body("value.requestId", hasItem(id), "value.duration", hasItem("PT1H"));
        list(Tokens.of(OUTSIDER, "another-group")).body("value.size()", equalTo(0));
        assertProblem("GET", "/api/v1/approvals?state=open", 400);
    }

    @Test
    void ownRequestsAndOutsidersAreTurnedAwayAndTheTrailKnows() {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));

        decide(id, Tokens.of(REQUESTER, APPROVERS), YES)
                .statusCode(403)
                .body("type", equalTo("urn:postern:problem:own-request"));
        decide(id, Tokens.of(OUTSIDER, "another-group"), YES)
                .statusCode(403)
                .body("type", equalTo("urn:postern:problem:not-an-approver"));

        assertThat(wire.next(DecisionRejected.class, id).reason()).isEqualTo("own-request");
        assertThat(wire.allAbout(id)).noneMatch(Approved.class::isInstance);
    }

    @Test
    void tokensThatAreMissingExpiredOrForOthersAreTurnedAway() {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));

        given().contentType(ContentType.JSON)
                .body(YES)
                .post("/api/v1/approvals/{id}/decisions", id)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        decide(id, Tokens.expired(APPROVER, APPROVERS), YES).statusCode(401);
        decide(id, Tokens.forAnotherAudience(APPROVER, APPROVERS), YES).statusCode(401);
        decide(id, "not.a.token", YES).statusCode(401).contentType("application/problem+json");
        decide(id, Tokens.withoutPerson(), YES).statusCode(403);
        decide(id, Tokens.ofAnApplication(APPROVER, APPROVERS), YES).statusCode(403);
    }

    @Test
    void aBodyThatIsNotADecisionIsAProblemAndCountsNothing() {
        String id = pending(lasting(Duration.ofHours(1), "db-1"));

        for (String body : NOT_DECISIONS) {
            decide(id, Tokens.of(APPROVER, APPROVERS), body)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body(not(containsString("io.postern")));
        }

        assertThat(wire.allAbout(id)).noneMatch(DecisionCounted.class::isInstance);
    }

    @Test
    void wrongAddressesMethodsAndMediaTypesAreProblems() throws Exception {
        String token = Tokens.of(APPROVER, APPROVERS);
        String unknown = lasting(Duration.ofHours(1), "db-1").requestId().value();

        decide(unknown, token, YES).statusCode(404).contentType("application/problem+json");
        decide("nonsense", token, YES).statusCode(404).contentType("application/problem+json");
        assertProblem("GET", "/api/v1/nothing", 404);
        assertProblem("DELETE", "/api/v1/approvals", 405);
        given().header("Authorization", "Bearer " + token)
                .contentType("text/plain")
                .body("yes")
                .post("/api/v1/approvals/{id}/decisions", unknown)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void theServiceTellsItsHealthMetricsAndApi() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/approvals"));
    }

    /** By the JDK's client: the other one fails on errors of GET in a Turkish locale. */
    private static void assertProblem(String method, String path, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Tokens.of(APPROVER, APPROVERS))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"detail\"");
        }
    }

    private String pending(RequestSubmitted request) {
        wire.tell(request, 1, 1);
        String id = request.requestId().value();
        wire.next(ApprovalNeeded.class, id);
        return id;
    }

    private static void awaitUnlisted(String id) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (list(Tokens.of(APPROVER, APPROVERS)).extract().asString().contains(id)) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static ValidatableResponse list(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/approvals?state=pending")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(String id, String token, Object body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/approvals/{id}/decisions", id)
                .then();
    }

    private static void assertVerifies(Approved approved) throws Exception {
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(PublicJsonWebKey.Factory.newPublicJwk(Tokens.setting("test.approval-key"))
                        .getPublicKey())
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
                .setExpectedAudience("postern-enforcer/test")
                .setExpectedIssuer("postern-approval/test")
                .setRequireExpirationTime()
                .build()
                .processToClaims(approved.jws());
        assertThat(claims.getSubject()).isEqualTo(approved.requestId().value());
        assertThat(claims.getStringClaimValue("digest")).isEqualTo(ApprovalDigest.of(approved));
        assertThat(approved.notAfter()).isAfter(Instant.now());
    }
}
