package io.postern.enforcer.adapter.postgres;

import io.postern.enforcer.app.Vitals;
import java.time.Duration;
import javax.sql.DataSource;

/** The record's clock and its outbox. */
public final class PostgresVitals implements Vitals {
    /** NB. the first of each shard: to look for the oldest of all would read the whole backlog. */
    private static final String LOOK = """
            SELECT clock_timestamp() AS now,
                coalesce(extract(epoch FROM clock_timestamp() - min(oldest.created_at)), 0)::bigint AS seconds
            FROM generate_series(0, 15) AS shards (shard) CROSS JOIN LATERAL (
                SELECT created_at FROM outbox
                WHERE shard = shards.shard AND published_at IS NULL ORDER BY id LIMIT 1) AS oldest""";

    private final Sql sql;

    public PostgresVitals(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Look look() {
        return sql.list(LOOK, row -> new Look(Sql.instant(row, "now"), Duration.ofSeconds(row.getLong("seconds"))))
                .getFirst();
    }
}
