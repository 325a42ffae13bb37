package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Leases;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Leases as rows: each statement is a transaction of its own and decides by the database's time, so that an instance that
 * freezes anywhere holds no lock. None waits for the disk: a crash of the database may forget the last of them, and then two
 * instances may hold one lease, which is what may happen to any lease. Two who write at one boundary are kept apart by the
 * intents, which do wait.
 */
public final class PostgresLeases implements Leases {
    /** Longer than most runs, and short enough that a holder's death costs no more than this. */
    static final Duration LENGTH = Duration.ofSeconds(10);

    private static final String TAKE = """
            WITH forgetful AS MATERIALIZED (%s)
            INSERT INTO boundary_lease AS held (nsg_key, leased_by, leased_until)
            SELECT ?, ?, clock_timestamp() + ? * interval '1 millisecond' FROM forgetful
            ON CONFLICT (nsg_key) DO UPDATE SET leased_by = excluded.leased_by, leased_until = excluded.leased_until
            WHERE held.leased_by = excluded.leased_by OR held.leased_until <= clock_timestamp()""".formatted(Sql.FORGETFUL);

    /** By its length, at this NSG, for this holder; {@code %s}: what it is to come after. */
    static final String PROLONGED = """
            UPDATE boundary_lease SET leased_until = clock_timestamp() + ? * interval '1 millisecond' %s
            WHERE nsg_key = ? AND leased_by = ? AND leased_until > clock_timestamp()""";

    private static final String PROLONG =
            "WITH forgetful AS MATERIALIZED (" + Sql.FORGETFUL + ") " + PROLONGED.formatted("FROM forgetful");

    private static final String UNCONTESTED = "SELECT 1 FROM boundary_lease WHERE nsg_key = ? AND leased_by = ?";

    private static final String RELEASE = """
            WITH forgetful AS MATERIALIZED (%s)
            DELETE FROM boundary_lease USING forgetful WHERE nsg_key = ? AND leased_by = ?""".formatted(Sql.FORGETFUL);

    private final Sql sql;
    private final String holder;
    private final long millis;

    public PostgresLeases(DataSource database, String holder) {
        this(database, holder, LENGTH);
    }

    PostgresLeases(DataSource database, String holder, Duration length) {
        this.sql = new Sql(database);
        this.holder = holder;
        this.millis = length.toMillis();
    }

    @Override
    public boolean take(BoundaryId boundary) {
        return sql.update(TAKE, boundary.key(), holder, millis) == 1;
    }

    @Override
    public boolean stillMine(BoundaryId boundary) {
        return sql.update(PROLONG, millis, boundary.key(), holder) == 1;
    }

    @Override
    public boolean isUncontested(BoundaryId boundary) {
        return !sql.list(UNCONTESTED, row -> boundary, boundary.key(), holder).isEmpty();
    }

    @Override
    public void release(BoundaryId boundary) {
        sql.update(RELEASE, boundary.key(), holder);
    }
}
