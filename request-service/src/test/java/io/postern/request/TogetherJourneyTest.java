package io.postern.request;

import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.IdempotencyKeys.Key;
import io.postern.request.app.Intake;
import io.postern.request.app.SubmitRequest;
import io.postern.request.app.Submitted;
import io.postern.request.app.Transaction;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Submission;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many people asking at once are taken in together, with a real database. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class TogetherJourneyTest {
    private final String run = UUID.randomUUID().toString();

    @Inject
    Neighbours neighbours;

    @Inject
    SubmitRequest submit;

    @Inject
    Intake intake;

    @Inject
    Transaction transaction;

    @Inject
    DataSource database;

    @BeforeEach
    void protectAVm() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            neighbours.protectedVm("web-1");
        }
    }

    @Test
    void aRefusedOneKeepsNobodyElseFromBeingAccepted() throws Exception {
        List<Callable<Submitted>> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asking.add(asks("person-" + i, Caller.REQUEST, 22, "x", Optional.empty()));
        }
        asking.add(7, asks("wrong-port", Caller.REQUEST, 23, "x", Optional.empty()));
        asking.add(9, asks("outsider", Caller.READ, 22, "x", Optional.empty()));
        List<Future<Submitted>> answers = together(asking);

        assertThat(refusal(answers.get(7))).isEqualTo(Reason.PORT_NOT_OFFERED);
        assertThat(refusal(answers.get(9))).isEqualTo(Reason.NOT_ENTITLED);
        assertThat(transactions("person-")).as("all in one transaction").hasSize(1);
        for (int i :
                IntStream.range(0, answers.size()).filter(i -> i != 7 && i != 9).toArray()) {
            isWrittenOnce(id(answers.get(i)));
        }
        assertThat(neighbours.strings("select event_id from outbox where convert_from(value, 'UTF8') like '%" + run
                        + "-outsider%not-entitled%'"))
                .hasSize(1);
    }

    @Test
    void theSamePersonAskingTwiceAtOnceHasOneRequest() throws Exception {
        Key key = new Key(new PersonId(TestIdentity.TENANT, run + "-keyed"), "key", "digest");
        List<Future<Submitted>> answers = together(List.of(
                asks("twice", Caller.REQUEST, 22, "x", Optional.empty()),
                asks("other", Caller.REQUEST, 22, "x", Optional.empty()),
                asks("twice", Caller.REQUEST, 22, "another reason", Optional.empty()),
                asks("keyed", Caller.REQUEST, 22, "x", Optional.of(key)),
                asks("keyed", Caller.REQUEST, 22, "x", Optional.of(key))));
        assertThat(id(answers.get(2))).isEqualTo(id(answers.get(0))).isNotEqualTo(id(answers.get(1)));
        assertThat(id(answers.get(4))).isEqualTo(id(answers.get(3)));
        for (Future<Submitted> answer : answers) {
            isWrittenOnce(id(answer));
        }
        assertThat(neighbours.strings("select request_id from idempotency_key where oid = '" + run + "-keyed'"))
                .containsExactly(id(answers.get(3)));
    }

    @Test
    void whenOneCannotBeWrittenTheOthersAreAndNothingIsLostOrDoubled() throws Exception {
        execute("alter table access_request add constraint unwritable check (terms not like '%unwritable%') not valid");
        try {
            List<Future<Submitted>> answers = together(List.of(
                    asks("first", Caller.REQUEST, 22, "x", Optional.empty()),
                    asks("bad", Caller.REQUEST, 22, "unwritable", Optional.empty()),
                    asks("last", Caller.REQUEST, 22, "x", Optional.empty())));
            isWrittenOnce(id(answers.get(0)));
            isWrittenOnce(id(answers.get(2)));
            assertThatThrownBy(() -> id(answers.get(1)))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("unwritable");
            assertThat(transactions("bad")).isEmpty();
            assertThat(transactions("")).hasSizeGreaterThan(2);
        } finally {
            execute("alter table access_request drop constraint unwritable");
        }
    }

    @Test
    void peopleLockedInOppositeOrdersNeverWaitForEachOther() throws Exception {
        List<Intake.Question> people = IntStream.range(0, 30)
                .mapToObj(i -> new Intake.Question(
                        new PersonId(TestIdentity.TENANT, run + "-" + i),
                        List.of(new VmId(VMS + "web-1")),
                        List.of("none"),
                        Optional.empty(),
                        Instant.now()))
                .toList();
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (List<Intake.Question> order : List.of(people, people.reversed())) {
                both.add(pool.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        together.await();
                        assertThat(transaction.call(() -> intake.lock(order))).hasSize(30);
                    }
                    return true;
                }));
            }
            for (Future<?> each : both) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** The only go is kept waiting for its turn at the database, so that all others gather meanwhile. */
    private List<Future<Submitted>> together(List<Callable<Submitted>> asking) throws SQLException {
        List<FutureTask<Submitted>> answers = new ArrayList<>();
        try (Connection gate = holding("gate")) {
            Thread.ofPlatform().start(new FutureTask<>(asks("gate", Caller.REQUEST, 22, "x", Optional.empty())));
            await(
                    "the go waits",
                    () -> neighbours
                                    .strings(
                                            "select pid::text from pg_locks where locktype = 'advisory' and not granted")
                                    .size()
                            == 1);
            for (Callable<Submitted> each : asking) {
                FutureTask<Submitted> answer = new FutureTask<>(each);
                answers.add(answer);
                Thread thread = Thread.ofPlatform().start(answer);
                await("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
            }
            gate.rollback();
        }
        await("all are answered", () -> answers.stream().allMatch(FutureTask::isDone));
        return List.copyOf(answers);
    }

    private Connection holding(String person) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, TestIdentity.TENANT + "/" + run + "-" + person);
            lock.execute();
        }
        return connection;
    }

    private Callable<Submitted> asks(String person, String role, int port, String reason, Optional<Key> key) {
        Submission submission = new Submission(
                new Caller(new PersonId(TestIdentity.TENANT, run + "-" + person), person, Set.of(role), Set.of()),
                List.of(new Submission.Wanted(new VmId(VMS + "web-1"), List.of(new Port(port)))),
                List.of(Cidr.parse("198.51.100.77")),
                "127.0.0.1",
                Duration.ofHours(1),
                null,
                reason,
                null);
        return () -> submit.submit(submission, key, Instant.now());
    }

    private List<String> transactions(String person) {
        return neighbours.strings("select distinct xmin::text from access_request where requester_oid like '" + run
                + "-" + person + "%'");
    }

    private void isWrittenOnce(String id) {
        for (String table : List.of(
                "access_request where id",
                "access_request_vm where request_id",
                "timeline_entry where request_id",
                "outbox_subject where subject",
                "outbox where subject")) {
            assertThat(neighbours.strings("select 'row' from " + table + " = '" + id + "'"))
                    .as(table)
                    .hasSize(1);
        }
    }

    private static String id(Future<Submitted> answer) throws Exception {
        return ((Submitted.Accepted) answer.get(30, TimeUnit.SECONDS))
                .request()
                .id()
                .value();
    }

    private static Reason refusal(Future<Submitted> answer) throws Exception {
        return ((Submitted.Refused) answer.get(30, TimeUnit.SECONDS)).refusal().reason();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
