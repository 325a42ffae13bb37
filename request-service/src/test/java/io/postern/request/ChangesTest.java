package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.FollowChanges;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All requests that one may read, followed by server-sent events. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ChangesTest {
    private static final String PATH = REQUESTS + "/events";

    /** Nobody else asks for it: a wish that one who lives already covers is no new request. */
    private static final String VM = "changes-1";

    /** Each wish ends later than the one before. */
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final String SOMEBODY_ELSE =
            TestIdentity.person(77, "Somebody Else", List.of("Postern.Request"), List.of());

    @Inject
    Neighbours neighbours;

    @Inject
    FollowChanges followers;

    @Inject
    DataSource database;

    private final List<EventStream> streams = new ArrayList<>();
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void protect() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/" + VM + "'")
                .isEmpty()) {
            neighbours.protectedVm(VM);
        }
    }

    @AfterEach
    void nobodyAndNothingIsLeftBehind() {
        made.forEach(id -> Api.post(REQUESTS + "/" + id + "/cancel", TestIdentity.admin(), "{}"));
        streams.forEach(EventStream::close);
        await("all places are free", () -> followers.followers() == 0);
    }

    @Test
    void everyChangeOfOnesRequestsIsHeardFromTheAskingToTheEnd() {
        EventStream stream = follow(TestIdentity.requester());
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
        String id = submitted(TestIdentity.requester());
        await("the request", () -> heard(stream, id, "pending"));
        Story story = new Story(neighbours, new VmId(VMS + VM));
        story.approve(id);
        await("the approval", () -> heard(stream, id, "approved"));
        GrantId grant = story.open(id);
        await("the opening", () -> heard(stream, id, "open"));
        story.remove(id, grant, CloseReason.RELEASED);
        await("the closing", () -> heard(stream, id, "closed"));
        assertThat(stream.events().get(1).fields())
                .containsEntry("event", "changed")
                .containsEntry(
                        "data",
                        "{\"requestId\":\"" + id + "\",\"state\":\"pending\",\"requester\":\"" + requesterOf(id)
                                + "\"}");
    }

    @Test
    void somebodyElsesRequestIsToldToThoseAloneWhoMayReadIt() {
        EventStream requester = follow(TestIdentity.requester());
        EventStream outsider = follow(TestIdentity.outsider());
        EventStream auditor = follow(TestIdentity.auditor());
        String theirs = submitted(SOMEBODY_ELSE);
        await("the auditor hears of it", () -> heard(auditor, theirs, "pending"));
        String own = submitted(TestIdentity.requester());
        await("the requester hears of the own one", () -> heard(requester, own, "pending"));
        await("the auditor hears of it, too", () -> heard(auditor, own, "pending"));
        assertThat(requester.events()).noneMatch(event -> event.toString().contains(theirs));
        assertThat(outsider.events()).extracting(EventStream.Event::type).containsExactly("hello");
    }

    /** Its number was given out long before, and those who follow have read on since. */
    @Test
    void whatAnotherInstanceCommitsLateIsHeardAllTheSame() throws SQLException {
        String early = submitted(TestIdentity.requester());
        String late = submitted(TestIdentity.requester());
        try (Connection slow = database.getConnection()) {
            slow.setAutoCommit(false);
            entry(slow, late);
            EventStream stream = follow(TestIdentity.requester());
            try (Connection quick = database.getConnection()) {
                entry(quick, early);
            }
            await("what committed first", () -> heard(stream, early, "pending"));
            assertThat(heard(stream, late, "pending")).isFalse();
            slow.commit();
            await("what committed late", () -> heard(stream, late, "pending"));
            slow.setAutoCommit(true);
            assertThat(stream.events()).hasSize(3);
        }
    }

    @Test
    void onlyThoseWithATokenMayFollowAndOnlyByGet() {
        assertThat(Api.send(Api.to(PATH)).status()).isEqualTo(401);
        Api.get(PATH, TestIdentity.expired()).is(401);
        Api.get(PATH, TestIdentity.forAnotherService()).is(401);
        Api.get(PATH, TestIdentity.nameless()).is(403);
        String bearer = "Bearer " + TestIdentity.requester();
        assertThat(Api.send(Api.to(PATH).header("Authorization", bearer).method("HEAD", BodyPublishers.noBody()))
                        .is(405)
                        .header("Allow"))
                .isEqualTo("GET");
        Api.post(PATH, TestIdentity.requester(), "{}").is(405);
        assertThat(followers.followers()).isZero();
    }

    @Test
    void placesOfOnePersonAreLimited() {
        for (int i = 0; i < 40; i++) {
            streams.add(EventStream.ofAll(TestIdentity.requester()));
        }
        Api.Answer refused = Api.get(PATH, TestIdentity.requester()).is(429);
        assertThat(refused.text("type")).isEqualTo("urn:postern:problem:too-many-followers");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        follow(TestIdentity.auditor());
    }

    private EventStream follow(String token) {
        EventStream stream = EventStream.ofAll(token);
        streams.add(stream);
        await("the greeting", () -> !stream.events().isEmpty());
        assertThat(stream.events().getFirst().fields())
                .containsEntry("event", "hello")
                .containsEntry("data", "{}");
        return stream;
    }

    private static boolean heard(EventStream stream, String id, String state) {
        String begin = "{\"requestId\":\"" + id + "\",\"state\":\"" + state + "\"";
        return stream.events().stream()
                .anyMatch(event -> event.fields().getOrDefault("data", "").startsWith(begin));
    }

    private static void entry(Connection connection, String id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into timeline_entry (request_id, at, what, detail) values ('" + id
                    + "', now(), 'approval-needed', 'Somebody is asked.')");
        }
    }

    private String requesterOf(String id) {
        return neighbours
                .strings("select requester_oid from access_request where id = '" + id + "'")
                .getFirst();
    }

    private String submitted(String token) {
        String id = Api.post(
                        REQUESTS,
                        token,
                        Neighbours.body(
                                VM,
                                "\"duration\":\"PT" + (2_001 + NEXT.getAndIncrement())
                                        + "S\",\"justification\":\"deploy a fix\""))
                .is(202)
                .text("id");
        made.add(id);
        return id;
    }
}
