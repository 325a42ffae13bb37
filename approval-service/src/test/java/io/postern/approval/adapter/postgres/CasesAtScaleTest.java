package io.postern.approval.adapter.postgres;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.app.Cases;
import io.postern.approval.app.DecideCase;
import io.postern.approval.app.LapseCases;
import io.postern.approval.app.UnitOfWork;
import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.CountedDecision;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Ending;
import io.postern.approval.domain.Need;
import io.postern.approval.domain.Vote;
import io.postern.approval.domain.Wish;
import io.postern.approval.journey.StubAzure;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Port;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases in a real database: kept whole, decided once however many decide, and found however many there are. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class CasesAtScaleTest {
    private static final int ROUNDS = 12;
    private static final int WAITING = 10_000;
    private static final int HISTORY = 20_000;
    private static final int PAGE = 100;

    @Inject
    Cases cases;

    @Inject
    DecideCase decideCase;

    @Inject
    LapseCases lapseCases;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    DataSource database;

    @Test
    void aCaseIsReadAsItWasWritten() {
        ApprovalCase.Pending pending = pending(lasting(Duration.ofHours(1), "db-1"), soon(), "kept-a", "kept-b");
        CountedDecision yes = new CountedDecision(
                APPROVER,
                "Ada",
                Verdict.APPROVE,
                "less",
                new Narrowing(Duration.ofMinutes(5), List.of(new Port(22)), null),
                Set.of("kept-a"),
                "chat",
                CountedDecision.Standing.DOUBTED,
                NOW);
        ApprovalCase.Pending answered = new ApprovalCase.Pending(pending.wish(), pending.need(), List.of(yes));
        advance(answered);
        assertThat(find(pending.key())).isEqualTo(answered);
        assertThat(listed("kept-b")).containsExactly(answered);

        AccessTerms terms = pending.wish().asked();
        ApprovalCase.Settled approved =
                new ApprovalCase.Settled(pending.wish(), Ending.APPROVED, pending.need(), List.of(yes), terms);
        advance(approved);
        assertThat(find(pending.key())).isEqualTo(approved);
        assertThat(listed("kept-b")).isEmpty();

        ExtensionRequested extension = new ExtensionRequested(
                pending.key().request(),
                1,
                REQUESTER,
                NOW,
                NOW.plusSeconds(60),
                NOW.plusSeconds(120),
                new ExtensionRequested.Personal("Robin", "more", "n"));
        ApprovalCase.Submitted extended =
                new ApprovalCase.Submitted(Wish.of(pending.wish().request(), extension, terms), "v2", NOW);
        assertThat(unitOfWork.doing(() -> cases.add(extended))).isTrue();
        assertThat(unitOfWork.doing(() -> cases.add(extended))).isFalse();
        assertThat(unitOfWork.doing(() -> cases.of(pending.key().request()))).containsExactly(approved, extended);
        assertThat(unitOfWork.doing(() -> cases.holdNewest(pending.key().request())))
                .contains(extended);

        ExtensionRequested early = new ExtensionRequested(
                pending.key().request(),
                3,
                REQUESTER,
                NOW,
                NOW.plusSeconds(60),
                NOW.plusSeconds(180),
                extension.personal());
        Wish refused = Wish.of(pending.wish().request(), early, terms);
        unitOfWork.doing(() -> cases.add(new ApprovalCase.Submitted(refused, "v2", NOW)));
        advance(new ApprovalCase.Settled(refused, Ending.DENIED, null, List.of(), null));
        assertThat(unitOfWork.doing(() -> cases.holdNewest(pending.key().request())))
                .contains(extended);
    }

    @Test
    void twoClicksAtOnceAreOneDecision() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
            pending(request, soon(), "clicks");
            assertThat(atOnce(
                            () -> vote(request, APPROVER, Verdict.APPROVE),
                            () -> vote(request, APPROVER, Verdict.APPROVE)))
                    .hasOnlyElementsOfTypes(DecisionOutcome.Counted.class, DecisionOutcome.AlreadyCounted.class)
                    .hasAtLeastOneElementOfType(DecisionOutcome.Counted.class)
                    .hasAtLeastOneElementOfType(DecisionOutcome.AlreadyCounted.class);
        }
    }

    @Test
    void aYesAndANoAtOnceAreANo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
            ApprovalCase.Pending pending = pending(request, soon(), "both");
            assertThat(atOnce(
                            () -> vote(request, APPROVER, Verdict.APPROVE),
                            () -> vote(request, SECOND_APPROVER, Verdict.DENY)))
                    .hasAtLeastOneElementOfType(DecisionOutcome.Refused.class)
                    .hasOnlyElementsOfTypes(
                            DecisionOutcome.Refused.class,
                            DecisionOutcome.Counted.class,
                            DecisionOutcome.NotCounted.class);
            assertThat(find(pending.key()))
                    .isInstanceOfSatisfying(
                            ApprovalCase.Settled.class,
                            settled -> assertThat(settled.ending()).isEqualTo(Ending.DENIED));
        }
    }

    @Test
    void whatIsLateIsEndedOnceByHoweverManyInstances() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<CaseKey> late = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            late.add(pending(lasting(Duration.ofHours(1), "db-1"), now.minusSeconds(1), "late")
                    .key());
        }
        Callable<Boolean> instance = () -> {
            while (lapseCases.lapse(now)) {
                assertThat(now).isNotNull();
            }
            return true;
        };
        atOnce(instance, instance, instance);

        Instant deadline = now.plusSeconds(20);
        while (!listed("late").isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            lapseCases.lapse(now);
        }
        assertThat(late)
                .allSatisfy(key -> assertThat(find(key))
                        .isInstanceOfSatisfying(
                                ApprovalCase.Settled.class,
                                settled -> assertThat(settled.ending()).isEqualTo(Ending.LAPSED)));
        String ids = String.join(
                "','", late.stream().map(key -> key.request().value()).toList());
        assertThat(number("SELECT count(*) FROM outbox_subject WHERE subject IN ('" + ids + "')"))
                .isEqualTo(late.size());
    }

    @Test
    void tenThousandThatWaitAreListedAndLapseWithoutAScan() throws Exception {
        run("""
                INSERT INTO approval_case (request_id, extension, state, submission, submitted_at, policy_version,
                    stages, risk, lapses_at, approver_groups, policy_rule, settled_at)
                SELECT '0SCA0000000000000000' || lpad(n::text, 6, '0'), 0,
                    CASE WHEN n <= %1$d THEN 'PENDING' ELSE 'DENIED' END, repeat('x', 500), now(), 'v1',
                    '[]', 'LOW', now() + interval '1 day' + n * interval '1 s', ARRAY['crowd', 'few'], 'r',
                    CASE WHEN n <= %1$d THEN NULL ELSE now() END
                FROM generate_series(1, %2$d) AS n""".formatted(WAITING, WAITING + HISTORY));
        run("""
                INSERT INTO approval_ask (group_id, request_id, extension)
                SELECT 'crowd', request_id, 0 FROM approval_case WHERE state = 'PENDING' AND request_id LIKE '0SCA%'""");
        run("ANALYZE approval_case");
        run("ANALYZE approval_ask");
        try {
            for (String after : List.of("", "0SCA0000000000000000005000", "0SCA0000000000000000009900")) {
                Plan page = explain(CaseRows.PENDING
                        .replace(":groups", "'{crowd,nobody,nothing}'")
                        .replace(":after", "'" + after + "'")
                        .replace(":most", String.valueOf(PAGE)));
                assertThat(page.rows()).isEqualTo(PAGE);
                page.assertFlat();
            }
            Plan lapsing = explain(CaseRows.LAPSED
                    .replace(":now", "now() + interval '1 day' + interval '50 s'")
                    .replace(":most", String.valueOf(PAGE)));
            assertThat(lapsing.rows()).isBetween(49, PAGE);
            lapsing.assertFlat();
        } finally {
            run("DELETE FROM approval_ask WHERE request_id LIKE '0SCA%'");
            run("DELETE FROM approval_case WHERE request_id LIKE '0SCA%'");
        }
    }

    @Test
    void whatWaitedBeforeStagesCameCanStillBeDecided() throws Exception {
        RequestSubmitted request = lasting(Duration.ofHours(5), "db-1");
        String id = request.requestId().value();
        run("CREATE SCHEMA before; SET search_path = before; " + migration("V1__approval.sql")
                + "INSERT INTO approval_case VALUES ('" + id + "', 'PENDING', '"
                + CaseJson.written(request) + "', now(), 2, ARRAY['elders'], 'over-4h-two-approvers', NULL);"
                + "INSERT INTO approval_case VALUES ('01SUBMITTED', 'SUBMITTED', '{}', now());"
                + "INSERT INTO approval_case VALUES ('01APPROVED', 'APPROVED', '{}', now(), NULL, NULL, NULL, now());"
                + "INSERT INTO approval_decision VALUES ('" + id + "', '" + SECOND_APPROVER.tenant() + "', '"
                + SECOND_APPROVER.oid() + "', 'Bob', 'APPROVE', 'fine', now());"
                + "INSERT INTO evaluation VALUES ('01SUBMITTED', now());"
                + migration("V2__stages_extensions_lapses.sql")
                + copied("approval_case", id) + copied("approval_decision", id) + copied("approval_ask", id)
                + "DROP SCHEMA before CASCADE; SET search_path = public");

        assertThat(listed("elders")).singleElement().satisfies(waiting -> {
            assertThat(waiting.wish().request()).isEqualTo(request);
            assertThat(waiting.need().places()).isEqualTo(2);
            assertThat(waiting.filled(Object::equals)).isEqualTo(1);
        });
        Approver ada = new Approver(APPROVER, "Ada", Set.of("elders"), null, null);
        assertThat(decideCase.decide(request.requestId(), ada, new Vote(Verdict.APPROVE, "fine", null, null), soon()))
                .hasValueSatisfying(decided -> assertThat(decided.outcome())
                        .isInstanceOfSatisfying(
                                DecisionOutcome.Counted.class,
                                counted -> assertThat(counted.next().hasEnough(decided.humans()))
                                        .isTrue()));
    }

    private static String copied(String table, String id) {
        return "INSERT INTO public." + table + " SELECT (jsonb_populate_record(NULL::public." + table
                + ", to_jsonb(old))).* FROM " + table + " AS old WHERE request_id = '" + id + "';";
    }

    private static String migration(String name) throws IOException {
        try (InputStream in = CasesAtScaleTest.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Late enough that the service's own worker leaves these alone, early enough that a vote is in time. */
    private static Instant soon() {
        return Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    }

    private DecisionOutcome vote(RequestSubmitted request, PersonId person, Verdict verdict) {
        Approver approver = new Approver(person, "Somebody", Set.of("clicks", "both"), null, null);
        return decideCase
                .decide(request.requestId(), approver, new Vote(verdict, "fine", null, null), NOW)
                .orElseThrow()
                .outcome();
    }

    private ApprovalCase.Pending pending(RequestSubmitted request, Instant lapsesAt, String... groups) {
        Wish wish = Wish.of(request);
        List<Stage> stages = List.of(stage(2, groups));
        ApprovalCase.Pending pending =
                new ApprovalCase.Pending(wish, new Need(stages, Risk.LOW, lapsesAt, "guarded", "v1"), List.of());
        return unitOfWork.doing(() -> {
            cases.add(new ApprovalCase.Submitted(wish, "v1", NOW));
            cases.advance(pending, NOW);
            return pending;
        });
    }

    private void advance(ApprovalCase next) {
        unitOfWork.doing(() -> {
            cases.hold(next.key());
            cases.advance(next, NOW);
            return next;
        });
    }

    private @Nullable ApprovalCase find(CaseKey key) {
        return unitOfWork.doing(() -> cases.find(key)).orElse(null);
    }

    private List<ApprovalCase.Pending> listed(String group) {
        return unitOfWork.doing(() -> cases.pending(Set.of(group), null, PAGE)).stream()
                .map(Cases.PendingCase::pending)
                .toList();
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... all) throws Exception {
        CyclicBarrier start = new CyclicBarrier(all.length);
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(all.length)) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : all) {
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            for (Future<T> each : running) {
                results.add(each.get());
            }
        }
        return results;
    }

    /** What PostgreSQL did for a query. */
    private record Plan(JsonNode root) {
        int rows() {
            return root.path("Plan").path("Actual Rows").asInt();
        }

        /** A page of a hundred rows is found by indexes: a few blocks a row, whatever else is there. */
        void assertFlat() {
            assertThat(root.toString()).doesNotContain("Seq Scan");
            JsonNode plan = root.path("Plan");
            assertThat(plan.path("Shared Hit Blocks").asInt()
                            + plan.path("Shared Read Blocks").asInt())
                    .as(root.toPrettyString())
                    .isLessThan(PAGE * 10);
        }
    }

    private Plan explain(String query) throws SQLException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query)) {
            rows.next();
            return new Plan(new ObjectMapper().readTree(rows.getString(1)).get(0));
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
