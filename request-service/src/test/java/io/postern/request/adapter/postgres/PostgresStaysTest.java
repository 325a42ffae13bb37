package io.postern.request.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.messaging.Sql;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.domain.Stay;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figures are read off two indexes, out of a history of 20,000 grants. */
class PostgresStaysTest {
    private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
    private static final TestPostgres POSTGRES = new TestPostgres();
    private static PostgresStays stays;

    @BeforeAll
    static void fill() {
        POSTGRES.start();
        Flyway.configure()
                .dataSource(POSTGRES.dataSource())
                .locations("db/messaging", "db/migration")
                .load()
                .migrate();
        POSTGRES.run("""
                INSERT INTO access_request
                    (id, requester_tenant, requester_oid, terms, submitted_at, approval, refused_vms, state)
                VALUES ('r', 't', 'o', '{}', now(), 'APPROVED', '[]', 'OPEN')""");
        POSTGRES.run("""
                INSERT INTO access_grant (id, request_id, place, vm, ports, state, reason, until, opened_at, closed_at)
                SELECT 'old-' || n, 'r', n, '/vm-' || n % 100, '[{"port":22,"protocol":"TCP"}]', 'CLOSED', 'expired',
                    at, at - interval '1 hour', at + interval '1 second'
                FROM (SELECT n, timestamptz '2026-11-20T23:59:00Z' - n * interval '1 minute' AS at
                      FROM generate_series(1, 20000) n) past;
                INSERT INTO access_grant (id, request_id, place, vm, ports, state, reason, until, opened_at, closed_at) VALUES
                    ('within', 'r', 1, '/VM-1', '[{"port":22,"protocol":"TCP"}]', 'CLOSED', 'expired',
                     '2026-11-21T01:00:00Z', '2026-11-20T22:00:00Z', '2026-11-21T01:00:02Z'),
                    ('closing', 'r', 2, '/vm-2', '[{"port":22,"protocol":"TCP"}]', 'CLOSING', NULL,
                     '2026-11-01T01:00:00Z', '2026-11-01T00:00:00Z', NULL),
                    ('unopened', 'r', 3, '/vm-3', '[]', 'REFUSED', NULL, NULL, NULL, NULL),
                    ('from before', 'r', 4, '/vm-4', '[]', 'CLOSED', 'expired', '2026-11-21T01:00:00Z', NULL, NULL)""");
        POSTGRES.run("VACUUM ANALYZE");
        stays = new PostgresStays(POSTGRES.dataSource());
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @Test
    void whatStandsAndWhatWentSinceThenIsReadAndNothingElse() {
        List<Stay> found = stays.since(FROM, 100);

        assertThat(found).extracting(Stay::vm).containsExactlyInAnyOrder("/vm-1", "/vm-2");
        assertThat(found).filteredOn(stay -> stay.vm().equals("/vm-1")).first().satisfies(stay -> {
            assertThat(stay.reason()).isEqualTo(CloseReason.EXPIRED);
            assertThat(stay.closed()).isEqualTo("2026-11-21T01:00:02Z");
            assertThat(stay.ports()).hasSize(1);
        });
        assertThat(stays.since(Instant.EPOCH, 10))
                .as("no more than that of each")
                .hasSize(11);
    }

    @Test
    void howLongTheHistoryIsDoesNotMatter() {
        String plan = String.join(
                "\n",
                new Sql(POSTGRES.dataSource())
                        .query("EXPLAIN " + PostgresStays.SINCE, row -> row.getString(1), 100_000, FROM, 100_000));

        assertThat(plan)
                .contains("access_grant_standing", "access_grant_closed_at")
                .doesNotContain("Seq Scan");
    }
}
