package io.postern.request.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.Inventory;
import io.postern.request.domain.Health;
import io.postern.request.domain.VmList;
import io.postern.request.domain.VmOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages are read out of 10,000 VMs: off indexes, whatever is asked for. */
class VmPagesTest {
    private static final int VMS = 10_000;
    private static final TestPostgres POSTGRES = new TestPostgres();
    private static Sql sql;

    @BeforeAll
    static void fill() {
        POSTGRES.start();
        Flyway.configure()
                .dataSource(POSTGRES.dataSource())
                .locations("db/messaging", "db/migration")
                .load()
                .migrate();
        POSTGRES.run("""
                INSERT INTO inventory_vm
                    (vm_key, vm, location, os, status, interfaces, health_covered, health_uncovered, gone_at)
                SELECT lower(id), id, 'westeurope', 'Linux',
                    CASE WHEN n % 50 = 0 THEN 'UNSUPPORTED' ELSE 'NOT_CONFIGURED' END,
                    '[{"id":"' || id || repeat('x', 400) || '","privateAddresses":["10.0.0.4"]}]',
                    CASE WHEN n % 100 = 45 THEN 'UNHEALTHY' ELSE 'HEALTHY' END,
                    CASE n % 3 WHEN 0 THEN 'UNHEALTHY' WHEN 1 THEN 'HEALTHY' ELSE 'NOT_APPLICABLE' END,
                    CASE WHEN n % 500 = 1 THEN now() END
                FROM (SELECT n, '/subscriptions/00000000-0000-0000-0000-00000000000' || n % 5 || '/resourceGroups/rg-'
                        || n % 40 || '/providers/Microsoft.Compute/virtualMachines/vm-' || to_char(n, 'FM00000') AS id
                    FROM generate_series(1, 10000) n) made""");
        POSTGRES.run("""
                INSERT INTO jit_policy (policy_key, id, subscription, resource_group, location, kind, version, live)
                VALUES ('p', 'p', 's', 'g', 'westeurope', 'Basic', 1, true);
                INSERT INTO protected_vm (vm_key, vm, policy_key, ports)
                SELECT vm_key, vm, 'p', '[]' FROM inventory_vm
                WHERE status <> 'UNSUPPORTED' AND right(vm_key, 2) > '39'""");
        POSTGRES.run("""
                ALTER TABLE vm_access DROP CONSTRAINT vm_access_request_id_fkey;
                INSERT INTO vm_access (vm_key, at, request_id) SELECT vm_key, now() - n * interval '1 minute', 'r'
                FROM (SELECT vm_key, row_number() OVER (ORDER BY right(vm_key, 5) <> '00077', vm_key) AS n
                    FROM protected_vm WHERE right(vm_key, 1) = '7') used""");
        sql = new Sql(POSTGRES.dataSource());
        // A snapshot that something else still holds keeps some or all pages from counting as visible to all.
        Eventually.holds("the inventory is vacuumed", VmPagesTest::vacuumed);
    }

    private static boolean vacuumed() {
        POSTGRES.run("VACUUM ANALYZE");
        String visible = "SELECT relallvisible = relpages FROM pg_class WHERE relname = 'inventory_vm'";
        return sql.query(visible, row -> row.getBoolean(1)).getFirst();
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noQueryReadsTheWholeInventory(Inventory.Query query) {
        assertThat(plan(query)).contains("Index").doesNotContain("Seq Scan on inventory_vm");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aPageHoldsOneMoreThanAskedForInTheOrderOfKeys(Inventory.Query query) {
        assertThat(ids(query)).hasSizeBetween(1, query.limit() + 1).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pageByPageTheThreeListsAreAllVms() {
        List<String> all = Stream.of(VmList.values())
                .flatMap(list -> everything(Optional.of(list)).stream())
                .sorted()
                .toList();
        assertThat(all).hasSizeGreaterThan(VMS / 2).doesNotHaveDuplicates();
        assertThat(everything(Optional.empty())).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "-name",
                "resourceGroup",
                "-resourceGroup",
                "health",
                "-health",
                "lastAccess",
                "-lastAccess"
            })
    void inEveryOrderPageByPageIsTheWholeListOnceAndSorted(String word) {
        List<String> sorted = some(word);
        assertThat(sorted).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(some(""));
        List<String> forwards = new ArrayList<>(some(word.replaceFirst("^-", "")));
        if (word.startsWith("-")) {
            Collections.reverse(forwards);
        }
        assertThat(sorted).containsExactlyElementsOf(forwards);
        assertThat(plan(page(word, "", Optional.empty(), 50)))
                .contains("Index")
                .doesNotContain("Seq Scan on inventory_vm");
    }

    @Test
    void theOrdersAreThoseOfWhatTheySay() {
        assertThat(first("name")).endsWith("/vm-00040");
        assertThat(first("-name")).endsWith("/vm-09999");
        assertThat(first("resourceGroup")).contains("/rg-0/");
        assertThat(first("-health")).endsWith("45");
        assertThat(first("-lastAccess")).endsWith("/vm-00077");
        assertThat(first("lastAccess")).doesNotEndWith("/vm-00077");
        assertThat(VmOrder.named("owner")).isEmpty();
        assertThat(VmOrder.named("--name")).isEmpty();
    }

    @Test
    void theCountsAreThoseOfTheLists() {
        Inventory.Counts counts = new PostgresInventory(null, null, POSTGRES.dataSource()).counts();
        assertThat(counts.configured())
                .isEqualTo(everything(Optional.of(VmList.CONFIGURED)).size());
        assertThat(counts.notConfigured())
                .isEqualTo(everything(Optional.of(VmList.NOT_CONFIGURED)).size());
        assertThat(counts.unsupported())
                .isEqualTo(everything(Optional.of(VmList.UNSUPPORTED)).size());
    }

    @Test
    void idsOfAnInstantBeginWhereTheirTimeBegins() {
        assertThat(RequestIds.earliest(Instant.EPOCH)).isEqualTo("0".repeat(26));
        assertThat(RequestIds.earliest(Instant.ofEpochMilli(1469918176385L))).isEqualTo("01ARYZ6S410000000000000000");
    }

    static Stream<Inventory.Query> queries() {
        return Stream.of(
                query(null, null, null, null, null, null),
                query(VmList.CONFIGURED, null, null, null, null, null),
                query(VmList.NOT_CONFIGURED, null, null, null, null, null),
                query(VmList.UNSUPPORTED, null, null, null, null, null),
                query(null, Health.Level.UNHEALTHY, null, null, null, null),
                query(null, Health.Level.HEALTHY, null, null, null, null),
                query(null, Health.Level.NOT_APPLICABLE, null, null, null, null),
                query(VmList.CONFIGURED, Health.Level.UNHEALTHY, null, null, null, null),
                query(VmList.NOT_CONFIGURED, Health.Level.UNHEALTHY, null, null, null, null),
                query(VmList.UNSUPPORTED, Health.Level.NOT_APPLICABLE, null, null, null, null),
                query(null, null, "VM-", null, null, null),
                query(null, null, "0999", null, null, null),
                query(null, null, "vm-09999", null, null, null),
                query(VmList.CONFIGURED, null, "0999", null, null, null),
                query(null, null, null, subscription(3), null, null),
                query(VmList.NOT_CONFIGURED, null, null, subscription(3), null, null),
                query(null, null, null, null, "RG-7", null),
                query(null, null, null, subscription(2), "rg-7", null),
                query(null, Health.Level.UNHEALTHY, null, null, "rg-7", null),
                query(null, null, null, null, null, "vm-05000"),
                query(VmList.NOT_CONFIGURED, Health.Level.HEALTHY, null, null, null, "vm-05000"));
    }

    private static List<String> everything(Optional<VmList> list) {
        return pages(
                after -> new Inventory.Query(
                        list,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        after,
                        999),
                999);
    }

    /** The VMs under policy with a 99 in their names. */
    private static List<String> some(String word) {
        return pages(after -> page(word, "99", after, 40), 40);
    }

    private static List<String> pages(Function<Optional<VmId>, Inventory.Query> query, int limit) {
        List<String> all = new ArrayList<>();
        List<String> page;
        Optional<VmId> after = Optional.empty();
        do {
            page = ids(query.apply(after));
            List<String> shown = page.subList(0, Math.min(limit, page.size()));
            all.addAll(shown);
            after = shown.isEmpty() ? after : Optional.of(new VmId(shown.getLast()));
        } while (page.size() > limit);
        return all;
    }

    private static Inventory.Query page(String word, String name, Optional<VmId> after, int limit) {
        return new Inventory.Query(
                Optional.of(VmList.CONFIGURED),
                Optional.empty(),
                Optional.of(name).filter(part -> !part.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                VmOrder.named(word),
                after,
                limit);
    }

    private static String first(String word) {
        return ids(page(word, "", Optional.empty(), 1)).getFirst();
    }

    private static String plan(Inventory.Query query) {
        VmPages page = VmPages.of(query);
        return String.join("\n", sql.query("EXPLAIN " + page.sql(), row -> row.getString(1), page.values()));
    }

    private static List<String> ids(Inventory.Query query) {
        VmPages page = VmPages.of(query);
        return sql.query(page.sql(), row -> new VmId(row.getString(1)).key(), page.values());
    }

    private static String subscription(int number) {
        return "00000000-0000-0000-0000-00000000000" + number;
    }

    private static Inventory.Query query(
            VmList list, Health.Level health, String name, String subscription, String group, String after) {
        return new Inventory.Query(
                Optional.ofNullable(list),
                Optional.ofNullable(health),
                Optional.ofNullable(name),
                Optional.ofNullable(subscription),
                Optional.ofNullable(group),
                Optional.empty(),
                Optional.ofNullable(after)
                        .map(vm -> new VmId("/subscriptions/" + subscription(0)
                                + "/resourceGroups/rg-0/providers/Microsoft.Compute/virtualMachines/" + vm)),
                50);
    }
}
