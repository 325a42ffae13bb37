package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.domain.budget.Budget;
import io.postern.enforcer.domain.budget.Places;
import io.postern.enforcer.domain.budget.WriteShare;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The budget as a row that all instances share, by the database's time. No lock is held between statements: whoever finds
 * that another was quicker computes anew. While the database is silent there is a budget of its own for removals.
 */
public final class PostgresBudget implements WriteBudget {
    private static final Logger LOG = Logger.getLogger(PostgresBudget.class);
    private static final Duration SILENT = Duration.ofSeconds(1);
    private static final int TRIES = 50;

    private static final String READ = """
            SELECT line, reserve, blocked_until, clock_timestamp() AS now FROM write_budget WHERE scope = ?""";

    /** The busiest of a subscription's regions, if one is known, and how long Azure wants to be left alone in any of them. */
    private static final String BUSIEST = """
            SELECT scope, extract(epoch FROM max(blocked_until) OVER () - clock_timestamp()) * 1000 AS blocked_for
            FROM write_budget WHERE starts_with(scope, ?) ORDER BY scope = ?, line DESC, scope LIMIT 1""";

    /** What {@link Budget} does for whoever has no place yet, if the line is free: the common case, in one round trip. */
    private static final String AT_ONCE = """
            WITH forgetful AS MATERIALIZED (%s), clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
            pace AS (SELECT ?::bigint * interval '1 microsecond' AS each, ?::bigint * interval '1 microsecond' AS ahead)
            UPDATE write_budget SET line = greatest(line, now) + each FROM forgetful, clock, pace
            WHERE scope = ? AND blocked_until <= now AND greatest(line, now) + each - ahead <= now""".formatted(Sql.FORGETFUL);

    private static final String FIRST = """
            INSERT INTO write_budget (scope, line, reserve, blocked_until) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    /** A crash of the database may forget the last places that were taken: Azure then says so itself. */
    private static final String CHANGE = """
            WITH forgetful AS MATERIALIZED (%s)
            UPDATE write_budget SET line = ?, reserve = ? FROM forgetful
            WHERE scope = ? AND line = ? AND reserve = ? AND blocked_until = ?""".formatted(Sql.FORGETFUL);

    private static final String BLOCK = """
            INSERT INTO write_budget AS known (scope, line, reserve, blocked_until)
            VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (scope) DO UPDATE SET blocked_until = greatest(known.blocked_until, excluded.blocked_until)""";

    private final Sql sql;
    private final WriteShare share;
    private final Function<BoundaryId, String> region;
    private final Predicate<Instant> silent;
    private final Clock clock;
    private final Map<BoundaryId, Places> places = new ConcurrentHashMap<>();
    private final Map<BoundaryId, String> scopes = new ConcurrentHashMap<>();
    private Budget alone = Budget.UNUSED;

    public PostgresBudget(
            DataSource database,
            WriteShare share,
            Function<BoundaryId, String> region,
            Predicate<Instant> silent,
            Clock clock) {
        this.sql = new Sql(database);
        this.share = share;
        this.region = region;
        this.silent = silent;
        this.clock = clock;
    }

    /** Which budget counts, and how long it is not asked because another one is blocked. */
    private record Region(String scope, Duration blocked) {}

    private record Row(Budget budget, Instant now) {}

    @Override
    public Slot take(BoundaryId boundary, boolean removes) {
        if (silent.test(clock.instant())) {
            return removes ? alone() : new Slot.At(SILENT);
        }
        try {
            return shared(boundary, removes);
        } catch (Sql.RecordUnavailable e) {
            LOG.debug("the shared budget cannot be read", e);
            return removes ? alone() : new Slot.At(SILENT);
        }
    }

    @Override
    public void blocked(BoundaryId boundary, Duration asked) {
        Duration retryAfter = asked.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : asked;
        block(retryAfter);
        try {
            sql.update(BLOCK, region(boundary).scope(), Instant.EPOCH, Instant.EPOCH, retryAfter.toMillis());
        } catch (Sql.RecordUnavailable e) {
            LOG.warnf("that Azure throttles is known to this instance alone: %s", e);
        }
    }

    private Slot shared(BoundaryId boundary, boolean removes) {
        Region in = region(boundary);
        if (in.blocked().isPositive()) {
            return new Slot.At(in.blocked());
        }
        String scope = in.scope();
        if (!places.containsKey(boundary) && isFree(scope)) {
            return new Slot.Now();
        }
        for (int i = 0; i < TRIES; i++) {
            List<Row> rows = sql.list(READ, PostgresBudget::row, scope);
            if (rows.isEmpty()) {
                sql.update(FIRST, scope, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
                continue;
            }
            Row row = rows.getFirst();
            Places held = places.getOrDefault(boundary, Places.NONE);
            Budget.Taken taken = row.budget().take(share, held, removes, row.now());
            if (taken.after().equals(row.budget()) || changed(scope, row.budget(), taken.after())) {
                keep(boundary, taken.places());
                return slot(taken, row.now());
            }
        }
        return new Slot.At(SILENT);
    }

    private boolean isFree(String scope) {
        return sql.update(AT_ONCE, micros(share.spacing()), micros(share.ahead()), scope) == 1;
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    private boolean changed(String scope, Budget from, Budget to) {
        return sql.update(CHANGE, to.line(), to.reserve(), scope, from.line(), from.reserve(), from.blockedUntil())
                == 1;
    }

    private synchronized Slot alone() {
        Instant now = clock.instant();
        Budget.Taken taken = alone.take(share.alone(), Places.NONE, true, now);
        if (!taken.isNow(now)) {
            return slot(taken, now);
        }
        alone = taken.after();
        return new Slot.Now();
    }

    private synchronized void block(Duration retryAfter) {
        alone = alone.blocked(clock.instant().plus(retryAfter));
    }

    private void keep(BoundaryId boundary, Places now) {
        if (now.equals(Places.NONE)) {
            places.remove(boundary);
        } else {
            places.put(boundary, now);
        }
    }

    private Region region(BoundaryId boundary) {
        String known = scopes.get(boundary);
        if (known != null) {
            return new Region(known, Duration.ZERO);
        }
        String where = region.apply(boundary);
        String scope = boundary.subscription() + "/" + where;
        if (where.isEmpty()) {
            return busiest(scope);
        }
        scopes.put(boundary, scope);
        return new Region(scope, Duration.ZERO);
    }

    /** NB. what Azure said of any region may have been meant for the one that we do not know. */
    private Region busiest(String subscription) {
        return sql
                .list(
                        BUSIEST,
                        row -> new Region(row.getString("scope"), Duration.ofMillis(row.getLong("blocked_for"))),
                        subscription,
                        subscription)
                .stream()
                .findFirst()
                .orElse(new Region(subscription, Duration.ZERO));
    }

    private static Slot slot(Budget.Taken taken, Instant now) {
        return taken.isNow(now) ? new Slot.Now() : new Slot.At(Duration.between(now, taken.slot()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Budget(Sql.instant(row, "line"), Sql.instant(row, "reserve"), Sql.instant(row, "blocked_until")),
                Sql.instant(row, "now"));
    }
}
