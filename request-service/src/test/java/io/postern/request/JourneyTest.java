package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.await;
import static io.postern.request.Neighbours.body;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A request from its submission to its end, with a real database, a real broker and real tokens. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class JourneyTest extends RequestJourney {
    @Test
    void aRequestIsFollowedToItsEnd() {
        String longest = goodBody("web-1").replace("PT1H", "PT3H"); // so that no live one gives it all
        Api.Answer accepted =
                Api.post(REQUESTS, TestIdentity.requester(), longest).is(202);
        String id = accepted.text("id");
        assertThat(accepted.header("Location")).endsWith(REQUESTS + "/" + id);
        assertThat(accepted.text("state")).isEqualTo("pending");
        assertThat(accepted.text("duration")).isEqualTo("PT3H");
        assertThat(accepted.json().at("/sources/0").asText()).isEqualTo("203.0.113.7/32");
        assertThat(told(id)).containsExactly("io.postern.request.submitted.v1");

        story().approve(id);
        awaitState(id, "approved");
        GrantId grant = story().open(id);
        JsonNode open = awaitState(id, "open");
        assertThat(open.at("/grants/0/id").asText()).isEqualTo(grant.value());
        assertThat(open.at("/grants/0/ports/0").asInt()).isEqualTo(22);
        assertThat(Instant.parse(open.at("/grants/0/until").asText())).isEqualTo(Story.END);
        neighbours.say(
                Source.EXPIRY_SERVICE, new ExpiringSoon(new RequestId(id), grant, Story.END), Story.NOW.plusMillis(2));
        neighbours.say(
                Source.EXPIRY_SERVICE, new Expired(new RequestId(id), grant, Story.END), Story.NOW.plusMillis(3));
        awaitState(id, "closing");
        story().remove(id, grant, CloseReason.EXPIRED);
        JsonNode closed = awaitState(id, "closed");
        assertThat(closed.path("reason").asText()).isEqualTo("expired");
        assertThat(closed.path("timeline").findValuesAsText("what"))
                .containsExactlyInAnyOrder("submitted", "approved", "open", "expiring-soon", "expired", "closed");
        assertThat(FakeEnforcer.ordersFor(id)).isEmpty();

        neighbours.say(
                Source.EXPIRY_SERVICE, new ExpiringSoon(new RequestId(id), grant, Story.END), Story.NOW.plusMillis(4));
        neighbours.say(
                Source.EXPIRY_SERVICE, new Expired(new RequestId(id), grant, Story.END), Story.NOW.plusMillis(5));
        Eventually.holds(
                "both were heard",
                () -> timeline(id).stream().filter("expired"::equals).count() == 2);
        assertThat(timeline(id)).as("of an end that came").containsOnlyOnce("expiring-soon");
    }

    @Test
    void figuresTellWhatIsOpenAndHowLateItWasSeenShut() {
        String id = submitted();
        story().approve(id);
        GrantId grant = story().open(id);
        awaitState(id, "open");
        JsonNode open = figures("").json();
        assertThat(open.path("openNow").asInt()).isPositive();
        assertThat(open.path("openPorts")).hasSize(48);
        assertThat(open.at("/openPorts/47/most").asInt()).isPositive();
        assertThat(open.path("bucket").asText()).isEqualTo("PT30M");

        int before = figures("").json().at("/lateness/count").asInt();
        story().remove(id, grant, CloseReason.EXPIRED);
        awaitState(id, "closed");
        story().remove(id, grant, CloseReason.EXPIRED);
        JsonNode shut = figures("?hours=168").is(200).json();
        assertThat(shut.at("/lateness/count").asInt()).isEqualTo(before + 1);
        assertThat(shut.at("/lateness/longest").asText()).isEqualTo("PT0S");

        for (String wrong : List.of("?hours=0", "?hours=169", "?hours=x")) {
            assertProblem(figures(wrong), 400);
        }
        assertProblem(Api.get("/api/v1/figures", TestIdentity.requester()), 403);
        Api.get("/api/v1/figures", TestIdentity.admin()).is(200);
    }

    private static Api.Answer figures(String query) {
        return Api.get("/api/v1/figures" + query, TestIdentity.auditor());
    }

    private static List<String> timeline(String id) {
        return Api.get(REQUESTS + "/" + id, TestIdentity.requester())
                .json()
                .path("timeline")
                .findValuesAsText("what");
    }

    @Test
    void aRevocationReachesTheEnforcerAtOnceAndIsRepeatedUntilConfirmed() {
        String id = submitted();
        story().approve(id);
        story().open(id);
        awaitState(id, "open");
        FakeEnforcer.ANSWERS.put(id, List.of("closing", "503", "401"));
        long asked = System.nanoTime();
        Api.Answer revoked = Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.requester(), "{}")
                .is(202);
        assertThat(revoked.text("state")).isEqualTo("closing");
        await("the first order", () -> !FakeEnforcer.ordersFor(id).isEmpty());
        FakeEnforcer.Order first = FakeEnforcer.ordersFor(id).getFirst();
        assertThat(Duration.ofNanos(first.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        assertThat(first.authorization()).startsWith("Bearer token-");
        assertThat(first.body()).isEqualTo("{\"reason\":\"revoked\"}");
        assertThat(show(id).path("state").asText()).isEqualTo("closing");
        JsonNode closed = awaitState(id, "closed");
        assertThat(closed.path("reason").asText()).isEqualTo("revoked");
        assertThat(closed.at("/grants/0/state").asText()).isEqualTo("closed");
        assertThat(FakeEnforcer.ordersFor(id)).hasSize(4);
        assertThat(FakeEnforcer.ordersFor(id).get(3).authorization()).isNotEqualTo(first.authorization());
        assertThat(told(id)).contains("io.postern.request.revocation-requested.v1");
    }

    @Test
    void anAccessIsReleasedAndAWaitingOneCancelled() {
        String open = submitted();
        story().approve(open);
        story().open(open);
        awaitState(open, "open");
        assertProblem(Api.post(REQUESTS + "/" + open + "/cancel", TestIdentity.requester(), ""), 409);
        Api.post(REQUESTS + "/" + open + "/release", TestIdentity.requester(), "")
                .is(202);
        assertThat(awaitState(open, "closed").path("reason").asText()).isEqualTo("released");
        assertProblemAfterTheEnd(open);

        String waiting = submitted();
        Api.Answer cancelled = Api.post(REQUESTS + "/" + waiting + "/cancel", TestIdentity.requester(), "")
                .is(202);
        assertThat(cancelled.text("state")).isEqualTo("cancelled");
        await("the enforcer knows", () -> !FakeEnforcer.ordersFor(waiting).isEmpty());
        assertThat(told(waiting)).contains("io.postern.request.cancelled.v1");
    }

    @Test
    void anAccessIsExtendedWithoutAGap() {
        String id = submitted();
        story().approve(id);
        GrantId first = story().open(id);
        awaitState(id, "open");
        String wish = "{\"duration\":\"PT1H\",\"justification\":\"not done yet\"}";
        String path = REQUESTS + "/" + id + "/extend";
        Instant later = Story.END.plus(Duration.ofHours(1));

        Map<String, Long> before = neighbours.rows();
        JsonNode tried = Api.post(path + "?dryRun=true", TestIdentity.requester(), wish)
                .is(200)
                .json();
        assertThat(neighbours.rows()).isEqualTo(before);
        String key = UUID.randomUUID().toString();
        JsonNode asked = extend(path, key, wish).is(202).json();
        assertThat(tried.path("extensions").get(0).path("endsAt"))
                .isEqualTo(asked.at("/extensions/0/endsAt"))
                .hasToString('"' + later.toString() + '"');
        assertThat(asked.at("/extensions/0/state").asText()).isEqualTo("pending");
        assertThat(Instant.parse(asked.path("endsAt").asText())).isEqualTo(Story.END);
        extend(path, key, wish).is(202);
        extend(path, UUID.randomUUID().toString(), wish).is(202);
        assertProblem(extend(path, key, wish.replace("PT1H", "PT2H")), 422);
        assertProblem(Api.post(path, TestIdentity.requester(), wish.replace("PT1H", "PT2H")), 409);
        assertProblem(Api.post(path, TestIdentity.requester(), wish.replace("PT1H", "PT8H")), 409);
        assertProblem(Api.post(path, TestIdentity.requester(), "{}"), 400);
        assertProblem(Api.post(path, TestIdentity.requester(), wish.replace("not done yet", "\\u0000")), 400);
        assertProblem(Api.post(path, TestIdentity.admin(), wish), 403);
        assertThat(told(id))
                .containsExactly(
                        "io.postern.request.submitted.v1",
                        "io.postern.request.extension-requested.v1",
                        "io.postern.observation.attempt-refused.v1");

        story().approve(id, 1, later);
        awaitExtension(id, "approved");
        assertThat(Instant.parse(show(id).path("endsAt").asText())).isEqualTo(Story.END);
        GrantId second = story().open(id, later);
        awaitExtension(id, "in-effect");
        story().remove(id, first, CloseReason.EXTENDED);
        await(
                "the first has made way",
                () -> show(id).path("timeline").findValuesAsText("what").contains("extended"));
        JsonNode longer = show(id);
        assertThat(longer.path("state").asText()).isEqualTo("open");
        assertThat(Instant.parse(longer.path("endsAt").asText())).isEqualTo(later);
        assertThat(longer.path("timeline").findValuesAsText("what"))
                .containsExactlyInAnyOrder(
                        "submitted",
                        "approved",
                        "open",
                        "extension-requested",
                        "extension-approved",
                        "open",
                        "extended");
        assertThat(list("?state=open", TestIdentity.requester()).path("value").findValuesAsText("id"))
                .contains(id);
        story().remove(id, second, CloseReason.EXPIRED);
        assertThat(awaitState(id, "closed").path("reason").asText()).isEqualTo("expired");
        assertProblem(extend(path, UUID.randomUUID().toString(), wish), 409);
    }

    private static Api.Answer extend(String path, String key, String body) {
        return Api.post(path, TestIdentity.requester(), BodyPublishers.ofString(body), "Idempotency-Key", key);
    }

    private static void awaitExtension(String id, String state) {
        await(
                "the extension of " + id + " is " + state,
                () -> show(id).at("/extensions/0/state").asText().equals(state));
    }

    @Test
    void anEmergencyIsToldAsOne() {
        String body = goodBody("web-1")
                .replace("\"targets\"", "\"breakGlass\":{\"confirm\":\"web-1\"},\"targets\"")
                .replace("PT1H", "PT50M");
        Api.Answer accepted = Api.post(REQUESTS, TestIdentity.requester(), body).is(202);
        String id = accepted.text("id");
        assertThat(accepted.json().path("breakGlass").asBoolean()).isTrue();
        assertThat(accepted.json().at("/timeline/0/detail").asText()).contains("emergency");
        assertThat(neighbours.strings(
                        "select convert_from(value, 'UTF8')::json->'data'->>'breakGlass' from outbox where subject = '"
                                + id + "'"))
                .containsExactly("true");
    }

    /** A second order to end is answered with what the first one did. */
    private void assertProblemAfterTheEnd(String id) {
        Api.Answer again = Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.requester(), "{}")
                .is(202);
        assertThat(again.text("reason")).isEqualTo("released");
        assertThat(told(id)).hasSize(2);
    }

    @Test
    void aDeniedRequestSaysWhy() {
        String id = submitted();
        neighbours.say(
                Source.APPROVAL_SERVICE,
                new Denied(new RequestId(id), "no-right", "You have no right on web-1.", List.of(), "rbac", "1"),
                Story.NOW);
        JsonNode denied = awaitState(id, "denied");
        assertThat(denied.path("timeline").findValuesAsText("detail")).contains("You have no right on web-1.");
        assertProblem(Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.requester(), "{}"), 409);
    }
}
