package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.app.Backlog;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.Surveys;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.app.WriteBudget.Slot;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresPaceTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final Duration SHORT = Duration.ofMillis(400);
    private final PostgresLeases one = new PostgresLeases(SERVER.dataSource(), "one", SHORT);
    private final PostgresLeases other = new PostgresLeases(SERVER.dataSource(), "other", SHORT);

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        for (String migration : List.of("V1__enforcer", "V5__pace", "V5.1__due", "V30__turns_in_order")) {
            try (InputStream file = PostgresPaceTest.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
                SERVER.run(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void aLeaseIsHeldByOneUntilItGivesItBack() {
        BoundaryId boundary = nsg("held");
        assertThat(one.take(boundary)).isTrue();
        assertThat(one.take(boundary)).isTrue();
        assertThat(other.take(boundary)).isFalse();
        other.release(boundary);
        assertThat(one.stillMine(boundary)).isTrue();
        assertThat(other.stillMine(boundary)).isFalse();
        one.release(boundary);
        assertThat(other.take(boundary)).isTrue();
    }

    @Test
    void whoeverWakesUpAfterItsLeaseLapsedDoesNotHaveItAnyMore() {
        BoundaryId boundary = nsg("lapsed");
        assertThat(one.take(boundary)).isTrue();
        Instant taken = Instant.now();
        until(() -> other.take(boundary));
        assertThat(Duration.between(taken, Instant.now())).isGreaterThanOrEqualTo(SHORT.minusMillis(50));
        assertThat(one.take(boundary)).isFalse();
        assertThat(one.stillMine(boundary)).isFalse();
    }

    @Test
    void aLeaseThatLapsedIsUncontestedUntilAnotherHasTakenIt() {
        BoundaryId boundary = nsg("uncontested");
        assertThat(one.take(boundary)).isTrue();
        SERVER.run("UPDATE boundary_lease SET leased_until = now() WHERE nsg_key = '" + boundary.key() + "'");
        assertThat(one.stillMine(boundary)).isFalse();
        assertThat(one.isUncontested(boundary)).isTrue();

        assertThat(other.take(boundary)).isTrue();
        assertThat(one.isUncontested(boundary)).isFalse();
        other.release(boundary);
        assertThat(one.isUncontested(boundary)).isFalse();
    }

    @Test
    void howeverManyInstancesAskAtOnceTheBurstIsGivenOutOnce() throws Exception {
        List<WriteBudget> instances = List.of(budget(), budget(), budget());
        List<Future<Slot>> asked = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 60; i++) {
                BoundaryId boundary = new BoundaryId(nsg("n" + i).value().replace("000001", "00000a"));
                WriteBudget instance = instances.get(i % 3);
                asked.add(workers.submit(() -> instance.take(boundary, false)));
            }
        }
        List<Slot> slots = new ArrayList<>();
        for (Future<Slot> each : asked) {
            slots.add(each.get());
        }
        assertThat(slots.stream().filter(Slot.Now.class::isInstance)).hasSizeBetween(15, 17);
        assertThat(slots.stream().filter(Slot.At.class::isInstance).distinct()).hasSizeBetween(43, 45);
        assertThat(instances.getFirst().take(nsg("elsewhere"), false)).isInstanceOf(Slot.Now.class);
    }

    @Test
    void whatAzureWantsOfOneInstanceAllKeep() {
        BoundaryId boundary = new BoundaryId(nsg("blocked").value().replace("000001", "00000b"));
        WriteBudget first = budget();
        assertThat(first.take(boundary, true)).isInstanceOf(Slot.Now.class);
        first.blocked(boundary, Duration.ofSeconds(30));
        first.blocked(boundary, Duration.ofSeconds(10));
        assertThat(budget().take(boundary, true))
                .isInstanceOfSatisfying(
                        Slot.At.class,
                        at -> assertThat(at.after()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30)));
    }

    @Test
    void whereTheRegionIsNotKnownTheWholeSubscriptionIsListenedTo() {
        String subscription = "00000f";
        WriteBudget instance = new PostgresBudget(
                SERVER.dataSource(),
                WriteShare.ofPercent(30),
                boundary -> boundary.value().contains("orphan")
                        ? ""
                        : boundary.value().contains("east") ? "east" : "west",
                _ -> false,
                Clock.systemUTC());
        BoundaryId orphan = nsg("orphan", subscription);
        assertThat(instance.take(nsg("west", subscription), true)).isInstanceOf(Slot.Now.class);
        assertThat(instance.take(nsg("east", subscription), true)).isInstanceOf(Slot.Now.class);
        assertThat(instance.take(orphan, true)).isInstanceOf(Slot.Now.class);
        assertThat(lines(subscription))
                .containsExactly(subscription(subscription) + "/east", subscription(subscription) + "/west");

        instance.blocked(nsg("west", subscription), Duration.ofSeconds(60));

        assertThat(instance.take(nsg("east", subscription), true)).isInstanceOf(Slot.Now.class);
        assertThat(instance.take(orphan, true))
                .isInstanceOfSatisfying(
                        Slot.At.class,
                        at -> assertThat(at.after()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
    }

    @Test
    void anNsgThatNobodyKnowsHasABudgetEvenWhereNobodyIsKnown() {
        WriteBudget instance = new PostgresBudget(
                SERVER.dataSource(), WriteShare.ofPercent(30), _ -> "", _ -> false, Clock.systemUTC());
        BoundaryId orphan = nsg("orphan", "000010");
        assertThat(instance.take(orphan, true)).isInstanceOf(Slot.Now.class);
        instance.blocked(orphan, Duration.ofSeconds(60));
        assertThat(instance.take(orphan, true)).isInstanceOf(Slot.At.class);
    }

    private static String subscription(String end) {
        return nsg("any", end).subscription();
    }

    private static List<String> lines(String subscription) {
        return new Sql(SERVER.dataSource())
                .list(
                        "SELECT scope FROM write_budget WHERE starts_with(scope, ?) ORDER BY scope",
                        row -> row.getString(1),
                        subscription(subscription));
    }

    private static BoundaryId nsg(String name, String subscription) {
        return new BoundaryId(nsg(name).value().replace("000001", subscription));
    }

    @Test
    void whatShouldBeGoneIsCountedFromItsEndOrItsClosing() {
        PostgresBacklog backlog = new PostgresBacklog(SERVER.dataSource());
        assertThat(backlog.overdue().rules()).isZero();
        stands("open", "- interval '90 s'", true);
        stands("open", "+ interval '90 s'", true);
        stands("open", "- interval '900 s'", false);
        stands("closing", "+ interval '90 s'", true);
        stands("closed", "- interval '900 s'", true);

        assertThat(backlog.overdue().rules()).isEqualTo(2);
        assertThat(backlog.overdue().oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
        SERVER.run("DELETE FROM own_rule; DELETE FROM access_grant");
        assertThat(backlog.overdue()).isEqualTo(new Backlog.Overdue(0, Duration.ZERO));
    }

    private static void stands(String state, String end, boolean live) {
        String id = GrantId.next().value();
        SERVER.run("""
                INSERT INTO access_grant (id, request_id, vm_key, vm, protocol, family, ports, sources, ends_at,
                    not_after, state, window_end, changed_at)
                VALUES ('%1$s', 'r', 'v', 'v', 'tcp', 'ipv4', '22', 's', now(), now(), '%2$s', now() %3$s, now());
                INSERT INTO own_rule (nsg_key, nsg, name, vm, grant_id, priority, live, seen)
                SELECT 'n', 'n', '%1$s', 'v', '%1$s', 100 + count(*), %4$s, true FROM own_rule""".formatted(id, state, end, live));
    }

    @Test
    void nobodyIsBlockedForLongerThanTenMinutes() {
        BoundaryId boundary = new BoundaryId(nsg("long").value().replace("000001", "00000e"));
        budget().blocked(boundary, Duration.ofDays(3));
        assertThat(budget().take(boundary, true))
                .isInstanceOfSatisfying(
                        Slot.At.class,
                        at -> assertThat(at.after()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
    }

    @Test
    void fiftyThousandOverdueAreReadInPagesOldestEndFirst() {
        SERVER.run("""
                INSERT INTO access_grant (id, request_id, vm_key, vm, protocol, family, ports, sources, duration_ms,
                    not_after, state, window_end, changed_at)
                SELECT lpad(n::text, 26, '0'), 'r', 'vm', 'vm', 'Tcp', 'IPV4', '22', '203.0.113.7/32', 1, now(), 'open',
                    now() - n * interval '1 second', now()
                FROM generate_series(1, 50000) AS n;
                INSERT INTO own_rule (nsg_key, nsg, name, vm, grant_id, priority, live, seen)
                SELECT lower(nsg), nsg, 'rule-' || n, 'vm', lpad(n::text, 26, '0'), 100 + n / 100, true, true
                FROM (SELECT n, '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/'
                    || 'Microsoft.Network/networkSecurityGroups/nsg-' || n % 100 AS nsg
                    FROM generate_series(1, 50000) AS n) AS rules;
                ANALYZE access_grant; ANALYZE own_rule""");
        PostgresGrants grants = new PostgresGrants(SERVER.dataSource());
        PostgresRules rules = new PostgresRules(SERVER.dataSource(), "demo", "one");
        Grants.Due last = new Grants.Due(new GrantId("0".repeat(26)), Instant.EPOCH);
        int found = 0;
        int pages = 0;
        List<Grants.Due> page;
        do {
            page = grants.due(Grants.Ending.LIVE, Instant.now(), last, 2_000);
            assertThat(page).isSortedAccordingTo(Comparator.comparing(Grants.Due::end));
            assertThat(rules.standing(page.stream().map(Grants.Due::grant).toList()))
                    .hasSize(page.size());
            assertThat(page).allMatch(due -> due.end().isBefore(Instant.now()));
            found += page.size();
            pages++;
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == 2_000);
        assertThat(found).isEqualTo(50_000);
        assertThat(pages).isEqualTo(26);
        assertThat(grants.due(Grants.Ending.CLOSING, Instant.now(), last, 10)).isEmpty();
    }

    @Test
    void oneInstanceAtATimeMakesTheSurveyAndNoneTooSoonAfterAnother() {
        SERVER.run("TRUNCATE survey");
        PostgresSurveys first = new PostgresSurveys(SERVER.dataSource(), "first");
        PostgresSurveys second = new PostgresSurveys(SERVER.dataSource(), "second");
        assertThat(first.takeTurn(Duration.ofMinutes(1))).isTrue();
        assertThat(second.takeTurn(Duration.ZERO)).isFalse();
        first.done(false);
        assertThat(second.takeTurn(Duration.ofMinutes(1))).isTrue();
        second.done(true);
        assertThat(first.takeTurn(Duration.ofMinutes(1))).isFalse();
        assertThat(first.takeTurn(Duration.ZERO)).isTrue();
    }

    @Test
    void whatWasSeenInAnOlderTurnIsNotSavedAfterWhatWasSeenInANewerOne() {
        SERVER.run("TRUNCATE survey");
        PostgresSurveys first = new PostgresSurveys(SERVER.dataSource(), "first");
        PostgresSurveys second = new PostgresSurveys(SERVER.dataSource(), "second");
        assertThat(first.takeTurn(Duration.ZERO)).isTrue();
        first.claim();
        SERVER.run("UPDATE survey SET turn_ends = now()");
        assertThat(second.takeTurn(Duration.ZERO)).isTrue();
        first.claim();
        second.claim();
        assertThatThrownBy(first::claim).isInstanceOf(Surveys.Overtaken.class);
        second.claim();
        second.done(true);
        assertThat(first.takeTurn(Duration.ZERO)).isTrue();
        first.claim();
        assertThatThrownBy(second::claim).isInstanceOf(Surveys.Overtaken.class);
    }

    /** Or no turn of the older record would do until there were as many as in the newer. */
    @Test
    void aTurnOfBeforeTheDatabaseWasSetBackIsNoTurnOfIt() {
        SERVER.run("TRUNCATE survey");
        PostgresSurveys first = new PostgresSurveys(SERVER.dataSource(), "first");
        PostgresSurveys second = new PostgresSurveys(SERVER.dataSource(), "second");
        assertThat(first.takeTurn(Duration.ZERO)).isTrue();
        assertThat(first.takeTurn(Duration.ZERO)).isTrue();
        SERVER.run("UPDATE survey SET turn = 1, turn_ends = now()");
        assertThatThrownBy(first::claim).isInstanceOf(Surveys.Overtaken.class);
        assertThat(second.takeTurn(Duration.ZERO)).isTrue();
        second.claim();
    }

    @Test
    void theRecordTellsItsTimeAndHowLongTheOldestEventWaits() {
        SERVER.run("""
                CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY, shard smallint, created_at timestamptz,
                    published_at timestamptz)""");
        PostgresVitals vitals = new PostgresVitals(SERVER.dataSource());
        assertThat(vitals.look().oldestUntold()).isZero();
        SERVER.run("""
                INSERT INTO outbox (shard, created_at, published_at) VALUES (1, now() - interval '1 hour', now()),
                    (2, now() - interval '11 minutes', NULL), (3, now() - interval '12 minutes', NULL)""");
        assertThat(vitals.look().oldestUntold()).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(13));
        assertThat(vitals.look().databaseTime())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
    }

    @Test
    void withTheDatabaseSilentOnlyRemovalsAreSent() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setPortNumbers(new int[] {1});
        WriteBudget alone =
                new PostgresBudget(away, WriteShare.ofPercent(30), _ -> "westeurope", _ -> false, Clock.systemUTC());
        for (int i = 0; i < 8; i++) {
            assertThat(alone.take(nsg("n" + i), true)).isInstanceOf(Slot.Now.class);
            assertThat(alone.take(nsg("n" + i), false)).isInstanceOf(Slot.At.class);
        }
        alone.blocked(nsg("n1"), Duration.ofSeconds(20));
        assertThat(alone.take(nsg("n2"), true)).isInstanceOf(Slot.At.class);
    }

    private static WriteBudget budget() {
        return new PostgresBudget(
                SERVER.dataSource(), WriteShare.ofPercent(30), _ -> "westeurope", _ -> false, Clock.systemUTC());
    }

    private static BoundaryId nsg(String name) {
        return new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
                + "Microsoft.Network/networkSecurityGroups/" + name);
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
