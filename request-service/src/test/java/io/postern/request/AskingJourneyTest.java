package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.body;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asking twice, asking only to know, and who sees what was asked. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class AskingJourneyTest extends RequestJourney {
    @Test
    void aKeyUsedTwiceIsOneRequest() {
        String key = UUID.randomUUID().toString();
        String id =
                keyed(key, TestIdentity.requester(), goodBody("web-1")).is(202).text("id");
        Api.Answer again =
                keyed(key, TestIdentity.requester(), goodBody("web-1").replace(",", " , "));
        assertThat(again.is(202).text("id")).isEqualTo(id);
        assertThat(again.header("Location")).endsWith(id);
        assertThat(told(id)).hasSize(1);
        assertProblem(keyed(key, TestIdentity.requester(), goodBody("web-1").replace("PT1H", "PT2H")), 422);
        assertThat(keyed(key, TestIdentity.approver(), goodBody("web-1"))
                        .is(202)
                        .text("id"))
                .isNotEqualTo(id);
    }

    @Test
    void aDryRunDecidesAndWritesNothing() {
        Map<String, Long> before = neighbours.rows();
        String unheardOf = body("web-1", "\"duration\":\"PT1H\",\"justification\":\"x\",\"sources\":[\"192.0.2.77\"]");
        Api.Answer preview = Api.post(REQUESTS + "?dryRun=true", TestIdentity.requester(), unheardOf)
                .is(200);
        assertThat(preview.text("state")).isEqualTo("pending");
        assertThat(preview.json().has("id")).isFalse();
        assertThat(neighbours.rows()).isEqualTo(before);
    }

    @Test
    void othersDoNotSeeARequestAndReadersDoNotEndIt() {
        String id = submitted();
        for (String token : List.of(TestIdentity.approver(), TestIdentity.admin(), TestIdentity.auditor())) {
            assertThat(Api.get(REQUESTS + "/" + id, token).is(200).text("id")).isEqualTo(id);
        }
        assertProblem(Api.get(REQUESTS + "/" + id, TestIdentity.outsider()), 404);
        assertProblem(Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.outsider(), "{}"), 404);
        assertThat(told(id)).hasSize(1);
        assertProblem(Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.auditor(), "{}"), 403);
        assertThat(told(id))
                .contains("io.postern.observation.attempt-refused.v1")
                .hasSize(2);
        assertThat(show(id).path("state").asText()).isEqualTo("pending");
    }

    @Test
    void requestsAreListedNewestFirstPageByPage() {
        String one = submitted();
        String two = submitted();
        String three = submitted();
        for (String filter : List.of("requester=me", "state=pending", "vm=" + VMS + "web-1")) {
            assertThat(list("?limit=1&" + filter, TestIdentity.requester())
                            .path("value")
                            .findValuesAsText("id"))
                    .as(filter)
                    .containsExactly(three);
        }
        JsonNode page = list("?requester=me&state=pending&vm=" + VMS + "WEB-1&limit=2", TestIdentity.requester());
        assertThat(page.path("value").findValuesAsText("id")).containsExactly(three, two);
        JsonNode next = list("?limit=1&after=" + page.path("next").asText(), TestIdentity.auditor());
        assertThat(next.path("value").findValuesAsText("id")).containsExactly(one);
        String someone = "?limit=1&requester=22222222-0000-0000-0000-00000000000";
        assertThat(list(someone + "1", TestIdentity.auditor()).path("value").findValuesAsText("id"))
                .containsExactly(three);
        assertThat(list(someone + "9", TestIdentity.auditor()).path("value")).isEmpty();
        assertThat(list(someone + "1", TestIdentity.outsider()).path("value"))
                .as("of others one sees nothing")
                .isEmpty();
        assertThat(list("", TestIdentity.outsider()).path("value")).isEmpty();
        assertThat(list("?state=lapsed", TestIdentity.auditor()).path("value")).isEmpty();
    }

    private static Api.Answer keyed(String key, String token, String body) {
        return Api.post(REQUESTS, token, BodyPublishers.ofString(body), "Idempotency-Key", key);
    }
}
