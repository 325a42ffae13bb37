package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.FollowRequests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests followed by server-sent events. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class EventsTest {
    /** The same wish twice would be one request. */
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    Neighbours neighbours;

    @Inject
    FollowRequests followers;

    private final List<EventStream> streams = new ArrayList<>();
    private String id = "";

    @BeforeEach
    void submit() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            neighbours.protectedVm("web-1");
        }
        id = submitted();
    }

    @AfterEach
    void nobodyAndNothingIsLeftBehind() {
        Api.post(REQUESTS + "/" + id + "/cancel", TestIdentity.requester(), "{}");
        streams.forEach(EventStream::close);
        await("all places are free", () -> followers.followers() == 0);
    }

    @Test
    void aRequestIsFollowedFromItsBeginningToItsEnd() {
        EventStream stream = follow(id, TestIdentity.requester());
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        await("what there is", () -> stream.states().equals(List.of("pending")));
        assertThat(stream.timeline()).containsExactly("submitted");

        Story story = new Story(neighbours);
        story.approve(id);
        await("the approval", () -> stream.states().equals(List.of("pending", "approved")));
        GrantId grant = story.open(id);
        await("the opening", () -> stream.states().getLast().equals("open"));
        story.remove(id, grant, CloseReason.RELEASED);
        await("the end of the stream", stream::ended);
        assertThat(stream.timeline()).containsExactly("submitted", "approved", "open", "closed");
        assertThat(stream.states()).containsExactly("pending", "approved", "open", "closed");
        assertThat(stream.events().getLast().fields().get("data"))
                .isEqualTo("{\"state\":\"closed\",\"reason\":\"released\",\"ended\":true}");
        assertThat(stream.events().getLast().type()).isEqualTo("state");
    }

    @Test
    void whoeverComesBackMissesNothingAndGetsNothingTwice() {
        new Story(neighbours).approve(id);
        EventStream first = follow(id, TestIdentity.requester());
        await("both entries", () -> first.timeline().size() == 2);
        String seen = first.events().getFirst().id();
        first.close();
        EventStream second = follow(id, TestIdentity.requester(), "Last-Event-ID", seen);
        await("the state", () -> !second.states().isEmpty());
        assertThat(second.timeline()).containsExactly("approved");
        assertThat(second.states()).containsExactly("approved");
    }

    @Test
    void whatAnotherInstanceWritesIsHeardToo() {
        EventStream stream = follow(id, TestIdentity.requester());
        await("what there is", () -> !stream.states().isEmpty());
        neighbours.strings(
                "with denied as (update access_request set approval = 'DENIED', state = 'DENIED' where id = '"
                        + id + "') insert into timeline_entry (request_id, at, what, detail) values ('" + id
                        + "', now(), 'denied', 'No.') returning what");
        await("the end of the stream", stream::ended);
        assertThat(stream.timeline()).containsExactly("submitted", "denied");
        assertThat(stream.states()).containsExactly("pending", "denied");
    }

    @Test
    void anEndingOrderedHereIsHeard() {
        EventStream stream = follow(id, TestIdentity.auditor());
        await("what there is", () -> !stream.states().isEmpty());
        Api.post(REQUESTS + "/" + id + "/cancel", TestIdentity.requester(), "{}")
                .is(202);
        await("the end of the stream", stream::ended);
        assertThat(stream.states()).containsExactly("pending", "cancelled");
    }

    @Test
    void onlyThoseWhoMaySeeARequestMayFollowIt() {
        String events = REQUESTS + "/" + id + "/events";
        assertThat(Api.get(events, TestIdentity.outsider()).is(404).text("type"))
                .isEqualTo("urn:postern:problem:unknown-request");
        Api.get(REQUESTS + "/nonsense/events", TestIdentity.requester()).is(404);
        Api.get(events, TestIdentity.expired()).is(401);
        assertThat(Api.send(Api.to(events)
                                .header("Authorization", "Bearer " + TestIdentity.requester())
                                .header("Last-Event-ID", "seven"))
                        .is(400)
                        .text("type"))
                .isEqualTo("urn:postern:problem:invalid-field");
    }

    /** A HEAD would otherwise hold its connection and a place until the token ends, and hear nothing. */
    @Test
    void whoeverOnlyAsksForHeadersIsNotKept() {
        HttpRequest.Builder head = Api.to(REQUESTS + "/" + id + "/events")
                .header("Authorization", "Bearer " + TestIdentity.requester())
                .timeout(Duration.ofSeconds(10))
                .method("HEAD", BodyPublishers.noBody());
        assertThat(Api.send(head).is(405).header("Allow")).isEqualTo("GET");
        assertThat(followers.followers()).isZero();
    }

    @Test
    void placesAreLimitedAndFreeAgainOnceTheClientHangsUp() {
        for (int i = 0; i < 20; i++) {
            follow(id, TestIdentity.requester());
        }
        Api.Answer refused = Api.get(REQUESTS + "/" + id + "/events", TestIdentity.requester());
        assertThat(refused.is(429).text("type")).isEqualTo("urn:postern:problem:too-many-followers");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(followers.followers()).isEqualTo(20);
        streams.forEach(EventStream::close);
        await("all places are free", () -> followers.followers() == 0);
        EventStream again = follow(id, TestIdentity.requester());
        await("what there is", () -> !again.states().isEmpty());
    }

    private EventStream follow(String request, String token, String... headers) {
        EventStream stream = EventStream.of(request, token, headers);
        streams.add(stream);
        return stream;
    }

    private static String submitted() {
        return Api.post(
                        REQUESTS,
                        TestIdentity.requester(),
                        Neighbours.body(
                                "web-1",
                                "\"duration\":\"PT" + (60 + NEXT.getAndIncrement())
                                        + "M\",\"justification\":\"deploy a fix\""))
                .is(202)
                .text("id");
    }
}
