package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.await;
import static io.postern.request.Neighbours.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.SubmitRequest;
import io.postern.request.app.Submitted;
import io.postern.request.app.SubmittedAll;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Submission;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking twice, and asking too often, with a real database. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class RepeatsJourneyTest {
    private static final int BUSY = 7;
    private static final String BUSY_OID = "22222222-0000-0000-0000-00000000000" + BUSY;

    private final String run = UUID.randomUUID().toString();
    private int another;

    @Inject
    Neighbours neighbours;

    @Inject
    SubmitRequest submit;

    @Inject
    DataSource database;

    @AfterEach
    void removeCopies() {
        execute("delete from access_request where id like 'copy-%'");
    }

    @BeforeEach
    void protectAVm() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            neighbours.protectedVm("web-1");
        }
    }

    @Test
    void theSameAskedAgainIsAnsweredWithTheSameRequest() {
        Api.Answer first = ask(asking("198.51.100.1", "PT1H"));
        Map<String, Long> before = neighbours.rows();
        Api.Answer again = ask(asking("198.51.100.1", "PT30M").replace("x", "another reason"));
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.json().path("made").asBoolean()).isTrue();
        assertThat(again.json()).isEqualTo(((ObjectNode) first.json().deepCopy()).put("made", false));
        assertThat(neighbours.rows()).isEqualTo(before);

        for (String other : List.of(asking("198.51.100.1", "PT2H"), asking("198.51.100.2", "PT1H"))) {
            assertThat(ask(other).text("id")).isNotEqualTo(first.text("id"));
        }
        Api.post(REQUESTS + "/" + first.text("id") + "/cancel", TestIdentity.requester(), "")
                .is(202);
        assertThat(ask(asking("198.51.100.1", "PT1H")).text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aKeyComesBeforeTheRuleOfRepeatsAndStandsForTheirAnswerToo() {
        String body = asking("198.51.100.3", "PT1H");
        String id = keyed("a", body).text("id");
        assertThat(keyed("b", body).text("id")).isEqualTo(id);
        assertThat(keyed("a", body).text("made")).isEqualTo("true");
        assertThat(keyed("b", body).text("made")).isEqualTo("false");
        Api.post(REQUESTS + "/" + id + "/cancel", TestIdentity.requester(), "").is(202);

        assertThat(keyed("a", body).text("state")).isEqualTo("cancelled");
        assertThat(keyed("b", body).text("id")).isEqualTo(id);
        assertThat(keyed("c", body).text("id")).isNotEqualTo(id);
    }

    private Api.Answer keyed(String key, String body) {
        return Api.post(
                        REQUESTS,
                        TestIdentity.requester(),
                        BodyPublishers.ofString(body),
                        "Idempotency-Key",
                        key + "-" + run)
                .is(202);
    }

    @Test
    void theSameFromManyThreadsAtOnceIsOneRequest() throws Exception {
        int threads = 6;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < 10; round++) {
                String body = asking("198.51.100." + (100 + round), "PT1H");
                CyclicBarrier together = new CyclicBarrier(threads);
                AtomicInteger made = new AtomicInteger();
                Set<String> ids = all(pool, threads, () -> {
                    together.await();
                    Api.Answer answer = ask(body);
                    made.addAndGet(answer.text("made").equals("true") ? 1 : 0);
                    return answer.text("id");
                });
                assertThat(made).hasValue(1);
                assertThat(ids).hasSize(1);
                assertThat(neighbours.strings("select subject from outbox where subject = '"
                                + ids.iterator().next() + "'"))
                        .hasSize(1);
            }
        }
    }

    private static Set<String> all(ExecutorService pool, int times, Callable<String> work)
            throws InterruptedException, ExecutionException {
        List<Future<String>> futures =
                IntStream.range(0, times).mapToObj(i -> pool.submit(work)).toList();
        Set<String> results = new HashSet<>();
        for (Future<String> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void somebodyWithTooManyLiveRequestsIsToldToComeBackLater() {
        String token = TestIdentity.person(BUSY, "Busy", List.of(Caller.REQUEST), List.of());
        String id = Api.post(REQUESTS, token, asking("198.51.100.4", "PT1H"))
                .is(202)
                .text("id");
        copies(id, BUSY_OID, 199);

        Api.Answer refused =
                Api.post(REQUESTS, token, asking("198.51.100.5", "PT1H")).is(429);
        assertThat(refused.text("type")).isEqualTo("urn:postern:problem:too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        Api.post(REQUESTS + "?dryRun=true", token, asking("198.51.100.5", "PT1H"))
                .is(429);
        assertThat(Api.post(REQUESTS, token, asking("198.51.100.4", "PT1H"))
                        .is(202)
                        .text("id"))
                .isEqualTo(id);
        ask(asking("198.51.100.5", "PT1H"));

        Api.post(REQUESTS + "/" + id + "/cancel", token, "").is(202);
        Api.post(REQUESTS, token, asking("198.51.100.5", "PT1H")).is(202);
    }

    @Test
    void anInstallationThatIsFullTakesNoMore() {
        String id = ask(asking("198.51.100.6", "PT1H")).text("id");
        copies(id, "nobody", 10_000);
        await("full", () -> askAnew() == 429);
        assertThat(ask(asking("198.51.100.6", "PT1H")).text("id")).isEqualTo(id);

        removeCopies();
        await("no longer full", () -> askAnew() == 202);
    }

    private int askAnew() {
        String token = TestIdentity.person(BUSY + 1, "Anew", List.of(Caller.REQUEST), List.of());
        return Api.post(REQUESTS, token, asking("192.0.2." + (++another % 250 + 1), "PT1H"))
                .status();
    }

    @Test
    void submissionsTogetherAreAllMadeOrNone() {
        Map<String, Long> before = neighbours.rows();
        assertThat(submit.submitAll(
                        List.of(submission("198.51.100.8", 22), submission("198.51.100.9", 23)),
                        Optional.empty(),
                        Instant.now()))
                .isInstanceOfSatisfying(
                        SubmittedAll.Refused.class,
                        no -> assertThat(no.refusal().reason()).isEqualTo(Reason.PORT_NOT_OFFERED));
        assertThat(neighbours.rows()).isEqualTo(before);

        List<String> two = together(submission("198.51.100.8", 22), submission("198.51.100.9", 22));
        assertThat(two).hasSize(2).doesNotHaveDuplicates();
        List<String> three = together(
                submission("198.51.100.9", 22), submission("198.51.100.10", 22), submission("198.51.100.10", 22));
        assertThat(three.get(0)).isEqualTo(two.get(1));
        assertThat(three.get(1)).isEqualTo(three.get(2)).isNotIn(two);
    }

    private List<String> together(Submission... submissions) {
        SubmittedAll all = submit.submitAll(List.of(submissions), Optional.empty(), Instant.now());
        return ((SubmittedAll.Accepted) all)
                .each().stream()
                        .map(Submitted.Accepted::request)
                        .map(request -> request.id().value())
                        .collect(Collectors.toList());
    }

    private static Submission submission(String source, int port) {
        return new Submission(
                new Caller(new PersonId(TestIdentity.TENANT, "several"), "Several", Set.of(Caller.REQUEST), Set.of()),
                List.of(new Submission.Wanted(new VmId(VMS + "web-1"), List.of(new Port(port)))),
                List.of(Cidr.parse(source)),
                "127.0.0.1",
                Duration.ofHours(1),
                null,
                "x",
                null);
    }

    private void copies(String id, String oid, int count) {
        execute("insert into access_request (id, requester_tenant, requester_oid, terms, submitted_at, approval,"
                + " refused_vms, state) select 'copy-' || n, requester_tenant, '" + oid + "', terms, submitted_at,"
                + " approval, refused_vms, state from access_request, generate_series(1, " + count
                + ") n where id = '" + id + "'");
    }

    private void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Api.Answer ask(String body) {
        return Api.post(REQUESTS, TestIdentity.requester(), body).is(202);
    }

    private static String asking(String source, String duration) {
        return body(
                "web-1", "\"duration\":\"" + duration + "\",\"justification\":\"x\",\"sources\":[\"" + source + "\"]");
    }
}
