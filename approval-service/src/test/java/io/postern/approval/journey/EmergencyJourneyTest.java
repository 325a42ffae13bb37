package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.SECURITY;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class EmergencyJourneyTest {
    private static final String REVIEWS = "/api/v1/reviews";
    private static final String JUSTIFIED = "{\"justified\":true,\"comment\":\"the disk was full indeed\"}";
    private static final String NOT_JUSTIFIED = "{\"justified\":false,\"comment\":\"could have waited\"}";

    @Inject
    DataSource database;

    private static Wire wire;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @BeforeEach
    void nobodyBrokeAnyGlassYet() throws SQLException {
        run("DELETE FROM review");
    }

    @Test
    void anEmergencyIsApprovedAtOnceAndReviewedByAnotherHumanAfterwards() {
        String id = breakGlass();
        Approved approved = wire.next(Approved.class, id);
        assertThat(approved.breakGlass()).isTrue();
        assertThat(approved.approvers()).isEmpty();
        assertThat(wire.next(ReviewNeeded.class, id).reviewerGroups()).containsExactly(SECURITY);

        assertThat(listed(Tokens.of(SECOND_APPROVER, SECURITY)))
                .filteredOn(review -> review.path("requestId").asText().equals(id))
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.path("overdue").asBoolean()).isFalse();
                    assertThat(review.path("justification").asText()).contains("disk");
                    assertThat(review.path("targets").get(0).path("vm").asText())
                            .endsWith("db-1");
                });
        assertThat(listed(Tokens.of(REQUESTER, SECURITY))).isEmpty();
        assertThat(listed(Tokens.of(OUTSIDER, APPROVERS))).isEmpty();

        review(id, Tokens.strong(REQUESTER, SECURITY), JUSTIFIED).isProblem(403, "own-request");
        review(id, Tokens.strong(APPROVER, APPROVERS), JUSTIFIED).isProblem(403, "not-a-reviewer");
        assertThat(wire.next(AttemptRefused.class, id).action()).isEqualTo("review");
        Call weak = review(id, Tokens.of(SECOND_APPROVER, SECURITY), JUSTIFIED);
        weak.isProblem(401, "step-up");
        assertThat(weak.answer().headers().allValues("WWW-Authenticate"))
                .hasSize(2)
                .anyMatch(challenge -> challenge.contains("insufficient_user_authentication"))
                .anyMatch(challenge -> challenge.contains("insufficient_claims"));

        String strong = Tokens.strong(SECOND_APPROVER, SECURITY);
        for (int i = 0; i < 2; i++) {
            assertThat(review(id, strong, NOT_JUSTIFIED)
                            .json()
                            .path("justified")
                            .asBoolean())
                    .isFalse();
        }
        review(id, strong, JUSTIFIED).isProblem(409, "already-reviewed");
        ReviewMade made = wire.next(ReviewMade.class, id);
        assertThat(made.reviewer()).isEqualTo(SECOND_APPROVER);
        assertThat(made.justified()).isFalse();
        assertThat(wire.allAbout(id)).filteredOn(ReviewMade.class::isInstance).hasSize(1);
        assertThat(listed(strong)).isEmpty();
    }

    @Test
    void theThirdEmergencyOfAWeekIsDenied() {
        for (int i = 0; i < 2; i++) {
            wire.next(Approved.class, breakGlass());
        }
        assertThat(wire.next(Denied.class, breakGlass()).reason()).isEqualTo("break-glass-limit");
    }

    @Test
    void whoOwesAReviewThatIsOverdueBreaksNoGlassUntilItIsMade() throws SQLException {
        String first = breakGlass();
        wire.next(Approved.class, first);
        run("UPDATE review SET broken_at = broken_at - interval '30 days', due_at = due_at - interval '30 days'");

        assertThat(wire.next(Denied.class, breakGlass()).reason()).isEqualTo("review-overdue");
        assertThat(listed(Tokens.of(SECOND_APPROVER, SECURITY)))
                .singleElement()
                .satisfies(
                        review -> assertThat(review.path("overdue").asBoolean()).isTrue());
        review(first, Tokens.strong(SECOND_APPROVER, SECURITY), JUSTIFIED).json();

        wire.next(Approved.class, breakGlass());
    }

    @Test
    void whatIsNoReviewIsAProblem() {
        String id = breakGlass();
        wire.next(Approved.class, id);
        String strong = Tokens.strong(SECOND_APPROVER, SECURITY);
        for (String body : List.of(
                "",
                "null",
                "{",
                "{}",
                "{\"justified\":true}",
                "{\"justified\":\"yes\",\"comment\":\"x\"}",
                "{\"justified\":true,\"comment\":\" \"}",
                "{\"justified\":true,\"comment\":\"a\\u0000b\"}",
                "{\"justified\":true,\"comment\":\"x\",\"more\":1}")) {
            review(id, strong, body).isProblem(400, "detail");
        }
        review("nonsense", strong, JUSTIFIED).isProblem(404, "no emergency");
        review(lasting(Duration.ofHours(1), "db-1").requestId().value(), strong, JUSTIFIED)
                .isProblem(404, "no emergency");
    }

    @Test
    void groupsThatATokenHadNoRoomForAreAskedFromTheDirectory() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        String id = request.requestId().value();
        wire.tell(request, 1, 1);
        wire.next(ApprovalNeeded.class, id);

        assertThat(pending(Tokens.withoutRoomForGroups(APPROVER))).contains(id);
        assertThat(pending(Tokens.withoutRoomForGroups(OUTSIDER))).doesNotContain(id);
        assertThat(pending(Tokens.of(APPROVER))).doesNotContain(id);
    }

    private static String pending(String token) {
        return Call.get("/api/v1/approvals?limit=500", token).json().toString();
    }

    private static String breakGlass() {
        RequestSubmitted some = lasting(Duration.ofMinutes(30), "db-1");
        wire.tell(
                new RequestSubmitted(
                        some.requestId(),
                        some.requester(),
                        some.targets(),
                        some.duration(),
                        null,
                        null,
                        true,
                        new RequestSubmitted.Personal(
                                "Robin Requester",
                                some.personal().sources(),
                                "the disk is full and nobody answers",
                                "bm9uY2U")),
                1,
                1);
        return some.requestId().value();
    }

    private static List<JsonNode> listed(String token) {
        return StreamSupport.stream(Call.get(REVIEWS, token).json().spliterator(), false)
                .toList();
    }

    private static Call review(String id, String token, String body) {
        return Call.post(REVIEWS + "/" + id, token, "application/json", body);
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
