package io.postern.expiry.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Source;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.expiry.adapter.clock.StepTimer;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.app.ForgetOld;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Pause;
import io.postern.messaging.Outbox;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SeveralInstancesTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final int MANY = 2_000;

    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        SERVER.createMessagingTables(SERVER.dataSource());
        for (String migration : List.of("V1__deadlines", "V2__window_and_warnings", "V3__announced_apart")) {
            try (InputStream in =
                    SeveralInstancesTest.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
                SERVER.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void empty() {
        SERVER.run("TRUNCATE deadline, announced, outbox, outbox_subject");
    }

    @Test
    void oneIsKilledAndOneFrozenYetEachDeadlineIsAnnouncedOnceAndNoneEarly() throws Exception {
        Instant first = clock.instant().plusMillis(300);
        arm(MANY, 20, first);
        FreezingDatabase freezing = new FreezingDatabase(database("frozen"));
        try (StepTimer whole = timer(database("whole"));
                StepTimer killed = timer(database("killed"));
                StepTimer frozen = timer(freezing.dataSource())) {
            whole.start();
            killed.start();
            frozen.start();
            Eventually.holds("a part of them", () -> number("SELECT count(*) FROM outbox") > MANY / 4);
            assertThat(freezing.freeze()).isTrue();
            killed.close();
            SERVER.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'killed'");

            Eventually.holds("all of them", () -> number("SELECT count(*) FROM outbox") >= MANY);
            freezing.thaw();
        }
        assertThat(number("SELECT count(*) FROM outbox")).isEqualTo(MANY);
        assertThat(number("SELECT count(DISTINCT data ->> 'grantId') FROM (%s) AS told".formatted(TOLD)))
                .isEqualTo(MANY);
        assertThat(number("SELECT count(*) FROM (%s) AS told WHERE created_at < (data ->> 'until')::timestamptz"
                        .formatted(TOLD)))
                .isZero();
        assertThat(number("SELECT count(*) FROM announced WHERE announced_at >= until"))
                .isEqualTo(MANY);
        assertThat(number("SELECT extract(epoch FROM max(announced_at - until))::bigint FROM announced"))
                .isLessThan(BOUND.toSeconds());
    }

    private static final String TOLD =
            "SELECT created_at, convert_from(value, 'UTF8')::jsonb -> 'data' AS data FROM outbox";

    @Test
    void aSecondInstanceTakesOverWhatWasArmedByOneThatWentAtOnce() throws Exception {
        try (StepTimer second = timer(database("second"))) {
            second.start();
            arm(1, 1, clock.instant().plusMillis(50));

            Eventually.holds("it", () -> number("SELECT count(*) FROM outbox") == 1);
        }
    }

    @Test
    void aWarningIsAnnouncedOnceBeforeItsEndAndAnEndOnceThoughBothCameLongAgoOrAreArmedAgain() {
        PostgresDeadlines deadlines = deadlines(database("one"));
        Instant now = clock.instant();
        Deadline warned = new Deadline(GrantId.next(), RequestId.next(), now.plusSeconds(60), now.minusSeconds(1));
        Deadline over = new Deadline(GrantId.next(), RequestId.next(), now.minusSeconds(1), now.minusSeconds(60));
        Deadline later = new Deadline(GrantId.next(), RequestId.next(), now.plusSeconds(60), now.plusSeconds(30));
        for (int i = 0; i < 2; i++) {
            List.of(warned, over, later).forEach(deadlines::arm);
            run(deadlines);
        }

        assertThat(number("SELECT count(*) FROM outbox")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM deadline WHERE state = 'armed' AND warned_at IS NOT NULL"))
                .isOne();
        assertThat(number("SELECT count(*) FROM announced")).isOne();
        deadlines.arm(new Deadline(later.grantId(), later.requestId(), now.plusSeconds(90), now.minusSeconds(1)));
        deadlines.end(warned.grantId());
        run(deadlines);
        assertThat(number("SELECT count(*) FROM outbox")).isBetween(3L, 5L);
        SERVER.run("INSERT INTO deadline (grant_id, request_id, until, state)"
                + " SELECT grant_id, lpad('1', 26, '0'), until, 'armed' FROM announced");
        run(deadlines);
        assertThat(number("SELECT count(*) FROM deadline JOIN announced USING (grant_id)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM outbox")).isBetween(3L, 5L);
    }

    @Test
    void manyGrantsOfOneRequestEndInOneTransactionEachWithAVersionOfItsOwn() {
        Instant past = clock.instant().minusSeconds(60);
        arm(50, 50, past);
        run(deadlines(database("one")));

        assertThat(number("SELECT count(DISTINCT version) FROM outbox")).isEqualTo(50);
        assertThat(number("SELECT count(DISTINCT xmin::text) FROM outbox")).isOne();
    }

    @Test
    void aRequestWhoseEventsAreNewerThanTheClockIsToldOfInTheirOrderAllTheSame() {
        arm(3, 3, clock.instant().minusSeconds(60));
        SERVER.run("INSERT INTO outbox_subject SELECT '" + Source.EXPIRY_SERVICE.wireName()
                + "', min(request_id), 9000000000000 FROM deadline");
        run(deadlines(database("one")));

        assertThat(number("SELECT count(DISTINCT version) FROM outbox WHERE version > 9000000000000"))
                .isEqualTo(3);
        assertThat(number("SELECT count(*) FROM announced")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM deadline")).isZero();
    }

    @Test
    void aBacklogIsAnnouncedEachOnceOldestFirstInEveryTransactionAndWhateverCanWaitIsToldToWait() {
        SERVER.run("INSERT INTO deadline (grant_id, request_id, until, state)"
                + " SELECT lpad(n::text, 26, '0'), lpad((n / 3)::text, 26, '0'), now() - make_interval(secs => 60 + n % 7),"
                + " 'armed' FROM generate_series(1, 4500) AS n");
        AtomicInteger asked = new AtomicInteger();
        JdbcTransactions transactions = new JdbcTransactions(database("one"));
        run(new PostgresDeadlines(
                transactions.dataSource(), transactions, outbox(transactions), asked::incrementAndGet));

        assertThat(number("SELECT count(DISTINCT data ->> 'grantId') FROM (%s) AS told".formatted(TOLD)))
                .isEqualTo(4_500);
        assertThat(number("SELECT count(*) FROM outbox")).isEqualTo(4_500);
        assertThat(number(
                        "SELECT count(*) FROM (SELECT id < lag(id) OVER (PARTITION BY wave ORDER BY until, grant_id) AS earlier"
                                + " FROM announced JOIN (SELECT id, outbox.xmin::text AS wave,"
                                + " convert_from(value, 'UTF8')::jsonb #>> '{data,grantId}' AS grant_id FROM outbox) AS told"
                                + " USING (grant_id)) AS pair WHERE earlier"))
                .isZero();
        assertThat(number("SELECT count(DISTINCT xmin::text) FROM outbox")).isBetween(3L, 5L);
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void whatIsOverForLongIsForgottenAndNothingElse() {
        SERVER.run("INSERT INTO announced (grant_id, until, announced_at)"
                + " SELECT 'grant-' || n, ended, ended FROM (SELECT n, now() - make_interval(days => n) AS ended"
                + " FROM generate_series(31, 50) AS n) AS old");
        SERVER.run("INSERT INTO deadline (grant_id, request_id, until, state)"
                + " SELECT 'grant-' || n, 'request', now() - make_interval(days => n), 'ended'"
                + " FROM generate_series(36, 45) AS n");
        SERVER.run("INSERT INTO deadline (grant_id, request_id, until, state)"
                + " VALUES ('armed', 'request', now() - interval '50 days', 'armed')");

        assertThat(new ForgetOld(deadlines(database("one"))).step()).isEqualTo(Duration.ofMinutes(10));

        assertThat(number("SELECT count(*) FROM announced")).isEqualTo(9);
        assertThat(number("SELECT count(*) FROM deadline WHERE state = 'ended'"))
                .isEqualTo(4);
        assertThat(number("SELECT count(*) FROM deadline WHERE state = 'armed'"))
                .isOne();
    }

    /** Due within two seconds from the first, some of one request. */
    private void arm(int many, int ofOneRequest, Instant first) {
        JdbcTransactions transactions = new JdbcTransactions(SERVER.dataSource());
        PostgresDeadlines deadlines = deadlines(transactions);
        Random random = new Random(7);
        List<Deadline> armed = new ArrayList<>();
        RequestId request = RequestId.next();
        for (int i = 0; i < many; i++) {
            request = i % ofOneRequest == 0 ? RequestId.next() : request;
            armed.add(new Deadline(
                    GrantId.next(), request, first.plus(many == 1 ? 0 : random.nextInt(2_000_000), ChronoUnit.MICROS)));
        }
        transactions.call(() -> {
            armed.forEach(deadlines::arm);
            return armed;
        });
    }

    private StepTimer timer(DataSource database) {
        ExpireDue expireDue = expireDue(deadlines(database));
        return new StepTimer("deadlines", () -> expireDue.at(clock.instant()));
    }

    private void run(PostgresDeadlines deadlines) {
        ExpireDue expireDue = expireDue(deadlines);
        while (expireDue.at(clock.instant()).isZero()) {
            assertThat(expireDue.inMemory()).isLessThan(MANY);
        }
    }

    private static ExpireDue expireDue(PostgresDeadlines deadlines) {
        return new ExpireDue(
                deadlines, Duration.ofSeconds(3), 5_000, new Pause(Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    private PostgresDeadlines deadlines(DataSource database) {
        return deadlines(new JdbcTransactions(database));
    }

    private PostgresDeadlines deadlines(JdbcTransactions transactions) {
        return new PostgresDeadlines(transactions.dataSource(), transactions, outbox(transactions), () -> {});
    }

    private Outbox outbox(JdbcTransactions transactions) {
        return new Outbox(transactions.dataSource(), Source.EXPIRY_SERVICE, clock, transactions);
    }

    private static PGSimpleDataSource database(String instance) {
        PGSimpleDataSource database = (PGSimpleDataSource) SERVER.dataSource();
        database.setApplicationName(instance);
        database.setOptions("-c idle_in_transaction_session_timeout=2000");
        return database;
    }

    private static long number(String sql) {
        try (Connection connection = SERVER.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
