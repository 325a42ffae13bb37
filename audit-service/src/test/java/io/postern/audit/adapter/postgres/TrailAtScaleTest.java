package io.postern.audit.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How pages are read out of a long trail: however long it is, no page touches more of it than its walk may be long. */
class TrailAtScaleTest {
    private static final int LEAVES = 30_000;
    private static final int PAGE = 50;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TestPostgres POSTGRES = new TestPostgres();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PostgresTrail trail = new PostgresTrail(POSTGRES.dataSource());

    /** Every second a leaf: half of them rules that were applied, on 10 VMs, by 100 people, five to a request. */
    @BeforeAll
    static void fill() {
        POSTGRES.start();
        Flyway.configure()
                .dataSource(POSTGRES.dataSource())
                .placeholders(Map.of("app", "postgres"))
                .locations("db/messaging", "db/migration")
                .load()
                .migrate();
        POSTGRES.run("""
                INSERT INTO audit_leaf (idx, event_id, type, source, subject, request_id, vms, time, leaf, leaf_hash)
                SELECT n, 'event-' || n,
                    CASE WHEN n % 2 = 0 THEN 'io.postern.enforcement.rules-applied.v1'
                        ELSE 'io.postern.expiry.expired.v1' END,
                    'test', 's', '01KAJ5X9Q2V7N3M8R4T6' || to_char(n / 5, 'FM000000'),
                    ARRAY['/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/g/providers/microsoft.compute/virtualmachines/vm-' || n % 10],
                    timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second', convert_to(repeat('x', 300), 'UTF8'),
                    decode(repeat('00', 32), 'hex')
                FROM generate_series(0, 29999) n""");
        POSTGRES.run("""
                INSERT INTO audit_personal (event_id, salt, fields)
                SELECT event_id, leaf_hash, '{}' FROM audit_leaf;
                INSERT INTO audit_person (person, time, idx, event_id, tenant, oid, owner)
                SELECT 'person-' || idx % 100, time, idx, event_id, 't', 'person-' || idx % 100, true FROM audit_leaf;
                ANALYZE""");
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    static Stream<TrailQuery> queries() {
        return LongStream.of(-1, 25_000)
                .boxed()
                .flatMap(after -> Stream.of(
                        query(null, null, null, null, null, null, after),
                        query("01KAJ5X9Q2V7N3M8R4T6005500", null, null, null, null, null, after),
                        query("01KAJ5X9Q2V7N3M8R4T6005500", "person-3", 3, "expiry.expired", 0, LEAVES, after),
                        query(null, "person-7", null, null, null, null, after),
                        query(null, null, 7, null, null, null, after),
                        query(null, null, null, "expiry.expired", null, null, after),
                        query(null, null, null, null, 20_000, 29_000, after),
                        query(null, null, null, null, null, 40_000, after),
                        query(null, "person-7", 7, null, 20_000, null, after),
                        query(null, null, 7, "expiry.expired", 20_000, null, after),
                        query(null, "person-7", 7, "expiry.expired", 0, LEAVES, after),
                        query(null, "person-7", 8, null, null, null, after),
                        query(null, "nobody", null, null, null, null, after)));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aPageReadsNoMoreThanItsWalkIsLong(TrailQuery query) throws Exception {
        Optional<Instant> known = query.after() < 0 ? Optional.empty() : Optional.of(START.plusSeconds(query.after()));
        TrailWalk walk = TrailWalk.of(query, known, PAGE);
        assertThat(rowsRead(walk.sql(), walk.values())).isLessThanOrEqualTo(walk.all() ? PAGE : TrailWalk.LONGEST);

        Object[] walked = LongStream.range(10_000, 10_000 + (walk.all() ? PAGE : TrailWalk.LONGEST))
                .boxed()
                .toArray();
        TrailTake take = TrailTake.of(query, PAGE);
        List<Object> values = new ArrayList<>();
        values.add(walked);
        values.addAll(take.values());
        // each leaf, its personal values, those of others, and whether it is of a person
        assertThat(rowsRead(take.sql(), values)).isLessThanOrEqualTo(5L * walked.length);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void pageByPageNothingIsLeftOutAndNothingComesTwice(TrailQuery query) {
        List<Long> expected = LongStream.range(0, LEAVES)
                .filter(idx -> idx > query.after() && fits(query, idx))
                .boxed()
                .toList();
        List<Long> found = new ArrayList<>();
        OptionalLong next = OptionalLong.of(query.after());
        for (int pages = 0; next.isPresent() && pages < 8; pages++) {
            TrailPage page = trail.find(after(query, next.getAsLong()), PAGE);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(PAGE);
            page.entries().forEach(entry -> found.add(entry.index()));
            next = page.next();
        }

        assertThat(found).isEqualTo(next.isPresent() ? expected.subList(0, found.size()) : expected);
    }

    @Test
    void behindTheEndThereIsNothing() {
        assertThat(trail.find(query(null, null, 7, null, null, null, LEAVES + 5L), PAGE))
                .isEqualTo(new TrailPage(List.of(), OptionalLong.empty()));
    }

    private static boolean fits(TrailQuery query, long idx) {
        Instant time = START.plusSeconds(idx);
        return query.request()
                        .map(id -> id.value().endsWith(String.format("%06d", idx / 5)))
                        .orElse(true)
                && query.actor()
                        .map(actor -> actor.equals("person-" + idx % 100))
                        .orElse(true)
                && query.vm().map(vm -> vm.key().endsWith("vm-" + idx % 10)).orElse(true)
                && query.type().map(type -> idx % 2 == 1).orElse(true)
                && query.from().map(from -> !time.isBefore(from)).orElse(true)
                && query.to().map(time::isBefore).orElse(true);
    }

    private static TrailQuery after(TrailQuery query, long after) {
        return new TrailQuery(
                query.request(), query.actor(), query.vm(), query.type(), query.from(), query.to(), after);
    }

    private static TrailQuery query(
            @Nullable String request,
            @Nullable String actor,
            @Nullable Integer vm,
            @Nullable String type,
            @Nullable Integer from,
            @Nullable Integer to,
            long after) {
        return new TrailQuery(
                Optional.ofNullable(request).map(RequestId::new),
                Optional.ofNullable(actor),
                Optional.ofNullable(vm)
                        .map(n -> new VmId(
                                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm-"
                                        + n)),
                Optional.ofNullable(type).map(_ -> EventType.EXPIRED),
                Optional.ofNullable(from).map(START::plusSeconds),
                Optional.ofNullable(to).map(START::plusSeconds),
                after);
    }

    /** How many rows all scans of a statement met, also those that they passed over. */
    private static long rowsRead(String sql, List<Object> values) throws Exception {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                explain.setObject(
                        i + 1, value instanceof Object[] many ? connection.createArrayOf("int8", many) : value);
            }
            try (ResultSet rows = explain.executeQuery()) {
                rows.next();
                return rowsRead(JSON.readTree(rows.getString(1)).get(0).path("Plan"));
            }
        }
    }

    private static long rowsRead(JsonNode node) {
        long rows = 0;
        if (node.path("Node Type").asText().contains("Scan") && node.has("Relation Name")) {
            long each = node.path("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong()
                    + node.path("Rows Removed by Index Recheck").asLong();
            rows += each * node.path("Actual Loops").asLong();
        }
        for (JsonNode child : node.path("Plans")) {
            rows += rowsRead(child);
        }
        return rows;
    }
}
