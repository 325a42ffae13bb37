package io.postern.enforcer.adapter.postgres;

import io.postern.enforcer.app.Backlog;
import java.time.Duration;
import javax.sql.DataSource;

/** The rules that should be gone, by the database's clock. */
public final class PostgresBacklog implements Backlog {
    private static final String OVERDUE = """
            SELECT count(*) AS rules, coalesce(extract(epoch FROM clock_timestamp() - min(since)), 0)::bigint AS seconds
            FROM (
                SELECT id, window_end AS since FROM access_grant
                WHERE state IN ('opening', 'open') AND window_end < clock_timestamp()
                UNION ALL
                SELECT id, least(changed_at, window_end) FROM access_grant WHERE state = 'closing'
            ) AS due JOIN own_rule ON own_rule.grant_id = due.id AND own_rule.live""";

    private final Sql sql;

    public PostgresBacklog(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Overdue overdue() {
        return sql.list(OVERDUE, row -> new Overdue(row.getLong("rules"), Duration.ofSeconds(row.getLong("seconds"))))
                .getFirst();
    }
}
