package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.NsgId;
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
        for (String migration : List.of("V1__enforcer", "V5__pace")) {
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
        NsgId boundary = nsg("held");
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
        NsgId boundary = nsg("lapsed");
        assertThat(one.take(boundary)).isTrue();
        Instant taken = Instant.now();
        until(() -> other.take(boundary));
        assertThat(Duration.between(taken, Instant.now())).isGreaterThanOrEqualTo(SHORT.minusMillis(50));
        assertThat(one.take(boundary)).isFalse();
        assertThat(one.stillMine(boundary)).isFalse();
    }

    @Test
    void howeverManyInstancesAskAtOnceTheBurstIsGivenOutOnce() throws Exception {
        List<WriteBudget> instances = List.of(budget(), budget(), budget());
        List<Future<Slot>> asked = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 60; i++) {
                NsgId boundary = new NsgId(nsg("n" + i).value().replace("000001", "00000a"));
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
        NsgId boundary = new NsgId(nsg("blocked").value().replace("000001", "00000b"));
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

    private static NsgId nsg(String name) {
        return new NsgId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
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
