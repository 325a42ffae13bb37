package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Requests from their answer to their end, as people see them: F14, F18, F20 and F24. */
final class FeatureStories {
    private static final String HOUR = "\"duration\":\"PT1H\",\"allowedSourceAddressPrefix\":\"198.51.100.%d\"";

    private FeatureStories() {}

    static void standing(Neighbours service) {
        Plot plot = new Plot(service, "F14").seen("vm").offers22("vm");
        Api.Answer answer =
                plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(1)).is(202);
        assertThat(answer.json().at("/virtualMachines/0/ports").toString()).contains("Initiated", "UserRequested");
        assertThat(answer.header("Location")).isEmpty();
        assertThat(shown(plot, 0)).isEqualTo("Initiated UserRequested");
        Story story = new Story(service, new VmId(plot.vm("vm")));
        GrantId first = opened(story, id(answer));
        story.remove(id(answer), first, CloseReason.EXPIRED);
        Neighbours.await("its time is up", () -> shown(plot, 0).equals("Revoked Expired"));

        String second =
                id(plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(2)).is(202));
        Api.post(Api.REQUESTS + "/" + second + "/cancel", TestIdentity.requester(), "")
                .is(202);
        assertThat(shown(plot, 0)).isEqualTo("Revoked UserRequested");
        assertThat(shown(plot, 1)).isEqualTo("Revoked Expired");
    }

    static void sideBySide(Neighbours service) {
        Plot plot = new Plot(service, "F18").seen("vm").offers22("vm");
        Story story = new Story(service, new VmId(plot.vm("vm")));
        String one =
                id(plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(1)).is(202));
        String other =
                id(plot.ask22(TestIdentity.approver(), "vm", HOUR.formatted(1)).is(202));
        assertThat(other).isNotEqualTo(one);
        assertThat(id(plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(1))
                        .is(202)))
                .as("the same once more from the same person is the same")
                .isEqualTo(one);
        GrantId grant = opened(story, one);
        GrantId others = opened(story, other);
        Neighbours.await(
                "both are open", () -> state(one).equals("open") && state(other).equals("open"));
        story.remove(one, grant, CloseReason.RELEASED);
        Neighbours.await("one is over", () -> state(one).equals("closed"));
        assertThat(state(other)).isEqualTo("open");
        assertThat(Stream.of(shown(plot, 0), shown(plot, 1)))
                .containsExactly("Initiated UserRequested", "Revoked UserRequested");
        story.remove(other, others, CloseReason.EXPIRED);
        Neighbours.await(
                "the other is over at its own end", () -> shown(plot, 0).equals("Revoked Expired"));
    }

    static void history(Neighbours service) {
        Plot plot = new Plot(service, "F20").seen("vm", "quiet").offers22("vm", "quiet");
        Instant before = Instant.now().minusSeconds(1);
        String id =
                id(plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(1)).is(202));
        JsonNode entry = plot.shown().at("/properties/requests/0");
        assertThat(entry.path("requestor").asText()).isEqualTo("Requester");
        assertThat(entry.path("justification").asText()).isEqualTo("deploy a fix");
        assertThat(Instant.parse(entry.path("startTimeUtc").asText())).isAfter(before);
        assertThat(Instant.parse(
                        entry.at("/virtualMachines/0/ports/0/endTimeUtc").asText()))
                .isAfter(before.plus(Duration.ofHours(1)));
        Story story = new Story(service, new VmId(plot.vm("vm")));
        GrantId grant = opened(story, id);
        Neighbours.await(
                "somebody is there",
                () -> plot.inventory("vm").path("activeNow").asBoolean());
        Neighbours.await(
                "the approval, which comes by a topic of its own",
                () -> plot.inventory("vm").path("approvedRequests").asLong() == 1);
        JsonNode used = plot.inventory("vm");
        assertThat(used.at("/lastUser/name").asText()).isEqualTo("Requester");
        assertThat(used.path("lastAccess").asText()).isEqualTo(Story.NOW.toString());
        story.remove(id, grant, CloseReason.RELEASED);
        Neighbours.await(
                "nobody is there", () -> !plot.inventory("vm").path("activeNow").asBoolean());
        JsonNode quiet = plot.inventory("quiet");
        assertThat(quiet.path("approvedRequests").asLong()).isZero();
        assertThat(quiet.has("lastUser") || quiet.path("activeNow").asBoolean()).isFalse();
        String stranger = TestIdentity.person(3, "Second", List.of("Postern.Request"), List.of());
        assertThat(Arm.get(plot.policy(), stranger).is(200).json().at("/properties/requests"))
                .isEmpty();
    }

    static void trail(Neighbours service) {
        Plot plot = new Plot(service, "F24").seen("vm").offers22("vm");
        String id =
                id(plot.ask22(TestIdentity.requester(), "vm", HOUR.formatted(1)).is(202));
        assertThat(plot.told(id))
                .singleElement()
                .asString()
                .contains("io.postern.request.submitted.v1", "Requester", "198.51.100.1", "deploy a fix");
        Story story = new Story(service, new VmId(plot.vm("vm")));
        GrantId grant = opened(story, id);
        Neighbours.await("it is open", () -> state(id).equals("open"));
        story.remove(id, grant, CloseReason.EXPIRED);
        Neighbours.await("it is over", () -> state(id).equals("closed"));
        JsonNode whole = request(id);
        assertThat(whole.path("timeline").findValuesAsText("what")).contains("submitted", "approved", "open", "closed");
        assertThat(whole.at("/grants/0/ruleName").asText()).isEqualTo("postern-demo-" + grant);

        int refusals = plot.told("access-requests").size();
        Arm.error(plot.ask22(TestIdentity.auditor(), "vm", HOUR.formatted(1)), 403, "AuthorizationFailed");
        assertThat(plot.told("access-requests"))
                .hasSize(refusals + 1)
                .last()
                .asString()
                .contains("attempt-refused", "22222222-0000-0000-0000-000000000005");
    }

    private static GrantId opened(Story story, String id) {
        story.approve(id);
        return story.open(id);
    }

    private static String id(Api.Answer answer) {
        return answer.header("postern-request-ids");
    }

    private static JsonNode request(String id) {
        return Api.get(Api.REQUESTS + "/" + id, TestIdentity.auditor()).is(200).json();
    }

    private static String state(String id) {
        return request(id).path("state").asText();
    }

    /** How the policy's history says that its newest request, or one before it, stands. */
    private static String shown(Plot plot, int index) {
        JsonNode port = plot.shown().at("/properties/requests/" + index + "/virtualMachines/0/ports/0");
        return port.path("status").asText() + " " + port.path("statusReason").asText();
    }
}
