package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.NsgId;
import io.postern.enforcer.app.Leases;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Leases as rows: the statement decides who gets one. */
public final class PostgresLeases implements Leases {
    private static final String TAKE = """
            INSERT INTO boundary_lease AS held (nsg_key, leased_by, leased_until) VALUES (?, ?, ?)
            ON CONFLICT (nsg_key) DO UPDATE SET leased_by = excluded.leased_by, leased_until = excluded.leased_until
            WHERE held.leased_by = excluded.leased_by OR held.leased_until < ?""";

    private final Sql sql;
    private final String holder;

    public PostgresLeases(DataSource database, String holder) {
        this.sql = new Sql(database);
        this.holder = holder;
    }

    @Override
    public boolean take(NsgId boundary, Instant now, Duration length) {
        return sql.update(TAKE, boundary.key(), holder, now.plus(length), now) == 1;
    }
}
