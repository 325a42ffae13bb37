package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rules on record, in plain SQL: who holds which priority is the database's own decision. */
public final class PostgresRules implements OwnRules {
    private static final String INTEND = """
            INSERT INTO own_rule AS known (nsg_key, nsg, name, vm, grant_id, priority, live, seen)
            SELECT given.*, true, false
            FROM (VALUES (?::text, ?::text, ?::text, ?::text, ?::text, ?::integer))
                AS given (nsg_key, nsg, name, vm, grant_id, priority)
            WHERE NOT EXISTS (SELECT 1 FROM own_rule AS other
                WHERE other.nsg_key = given.nsg_key AND other.priority = given.priority AND other.live
                    AND other.name <> given.name)
                AND NOT EXISTS (SELECT 1 FROM panic_grant AS shut WHERE shut.grant_id = given.grant_id)
            ON CONFLICT (nsg_key, name) DO UPDATE SET priority = excluded.priority, live = true, seen = false,
                unwanted = false""";

    /**
     * What {@code GrantRow} saves of a grant that is opening, and the intent, if nothing is known of the grant but that it was
     * approved, and the lease is ours. Whoever waits here for another who holds the grant looks at what that one left.
     */
    private static final String INTEND_FIRST = """
            WITH held AS (%s RETURNING nsg_key),
            mine AS MATERIALIZED (SELECT id FROM access_grant
                WHERE id = ? AND state = 'granted' AND extends_grant IS NULL AND EXISTS (SELECT FROM held)
                    AND NOT EXISTS (SELECT 1 FROM panic_grant WHERE panic_grant.grant_id = access_grant.id)
                FOR NO KEY UPDATE),
            intended AS (
                INSERT INTO own_rule AS known (nsg_key, nsg, name, vm, grant_id, priority, live, seen)
                SELECT given.nsg_key, given.nsg, given.name, given.vm, mine.id, given.priority, true, false
                FROM mine, (VALUES (?::text, ?::text, ?::text, ?::text, ?::integer))
                    AS given (nsg_key, nsg, name, vm, priority)
                WHERE NOT EXISTS (SELECT 1 FROM own_rule AS other
                    WHERE other.nsg_key = given.nsg_key AND other.priority = given.priority AND other.live)
                ON CONFLICT DO NOTHING RETURNING grant_id)
            UPDATE access_grant SET state = 'opening', window_end = ?, changed_at = ?
            FROM intended WHERE id = intended.grant_id""".formatted(PostgresLeases.PROLONGED.formatted(""));

    private static final String READ_BACK = """
            UPDATE own_rule SET seen = (name = ANY (?))
            WHERE nsg_key = ? AND live AND seen <> (name = ANY (?))""";

    private static final String OF_VM = "lower(vm COLLATE \"C\") = ? AND live";

    private final String instance;
    private final String holder;
    private final Sql sql;

    /** {@code holder}: in whose name leases are taken. */
    public PostgresRules(DataSource database, String instance, String holder) {
        this.instance = instance;
        this.holder = holder;
        this.sql = new Sql(database);
    }

    @Override
    public List<OwnRule> on(BoundaryId boundary) {
        return sql.list("SELECT * FROM own_rule WHERE nsg_key = ? AND live ORDER BY name", this::rule, boundary.key());
    }

    @Override
    public List<Placed> live() {
        return sql.list("SELECT * FROM own_rule WHERE live ORDER BY nsg_key, name", this::placed);
    }

    @Override
    public Map<GrantId, List<BoundaryId>> standing(Collection<GrantId> grants) {
        Map<GrantId, List<BoundaryId>> standing = new LinkedHashMap<>();
        String[] ids = grants.stream().map(GrantId::value).toArray(String[]::new);
        sql.each(
                "SELECT grant_id, nsg FROM own_rule WHERE live AND grant_id = ANY (?) ORDER BY nsg_key",
                row -> standing.computeIfAbsent(new GrantId(row.getString("grant_id")), _ -> new ArrayList<>())
                        .add(new BoundaryId(row.getString("nsg"))),
                (Object) ids);
        return standing;
    }

    @Override
    public List<Placed> of(GrantId grant) {
        return sql.list("SELECT * FROM own_rule WHERE grant_id = ? ORDER BY nsg_key", this::placed, grant.value());
    }

    @Override
    public boolean intend(BoundaryId boundary, RuleWrite write) {
        String grant = write.name() instanceof RuleName.Opening opening
                ? opening.grant().value()
                : null;
        return sql.update(
                        INTEND,
                        boundary.key(),
                        boundary.value(),
                        write.name().text(),
                        write.vm().value(),
                        grant,
                        write.priority())
                == 1;
    }

    @Override
    public boolean intendFirst(BoundaryId boundary, RuleWrite write, RuleName.Opening opening, Instant now) {
        return sql.update(
                        INTEND_FIRST,
                        PostgresLeases.LENGTH.toMillis(),
                        boundary.key(),
                        holder,
                        opening.grant().value(),
                        boundary.key(),
                        boundary.value(),
                        write.name().text(),
                        write.vm().value(),
                        write.priority(),
                        opening.end(),
                        now)
                == 1;
    }

    @Override
    public void readBack(BoundaryId boundary, Set<String> standing) {
        String[] names = standing.toArray(String[]::new);
        sql.update(READ_BACK, names, boundary.key(), names);
    }

    @Override
    public void gone(BoundaryId boundary, String name) {
        sql.update(
                "UPDATE own_rule SET live = false, seen = false WHERE nsg_key = ? AND name = ?", boundary.key(), name);
    }

    @Override
    public void called(BoundaryId boundary, String name, @Nullable String correlationId) {
        sql.update(
                "UPDATE own_rule SET correlation_id = ? WHERE nsg_key = ? AND name = ?",
                correlationId,
                boundary.key(),
                name);
    }

    @Override
    public List<BoundaryId> want(VmId vm, boolean wanted) {
        return sql.list(
                "UPDATE own_rule SET unwanted = ?, seen = false WHERE " + OF_VM + " AND grant_id IS NULL RETURNING nsg",
                row -> new BoundaryId(row.getString("nsg")),
                !wanted,
                vm.key());
    }

    @Override
    public void moved(Collection<VmId> vms) {
        sql.batch(
                "UPDATE own_rule SET seen = false WHERE " + OF_VM,
                vms.stream().map(vm -> new Object[] {vm.key()}).toList());
    }

    @Override
    public Map<GrantId, List<Placed>> ofAll(Collection<GrantId> grants) {
        String[] ids = grants.stream().map(GrantId::value).toArray(String[]::new);
        Map<GrantId, List<Placed>> each = new LinkedHashMap<>();
        sql.each(
                "SELECT * FROM own_rule WHERE grant_id = ANY (?) ORDER BY grant_id, nsg_key",
                row -> each.computeIfAbsent(new GrantId(row.getString("grant_id")), _ -> new ArrayList<>())
                        .add(placed(row)),
                (Object) ids);
        return each;
    }

    @Override
    public void allGone(BoundaryId boundary, Collection<String> names) {
        sql.update(
                "UPDATE own_rule SET live = false, seen = false WHERE nsg_key = ? AND name = ANY (?)",
                boundary.key(),
                names.toArray(String[]::new));
    }

    @Override
    public void allCalled(BoundaryId boundary, Map<String, @Nullable String> correlationIds) {
        sql.batch(
                "UPDATE own_rule SET correlation_id = ? WHERE nsg_key = ? AND name = ?",
                correlationIds.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(called -> new Object[] {called.getValue(), boundary.key(), called.getKey()})
                        .toList());
    }

    private Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                new BoundaryId(row.getString("nsg")),
                rule(row),
                row.getBoolean("live"),
                row.getString("correlation_id"));
    }

    OwnRule rule(ResultSet row) throws SQLException {
        RuleName name = RuleName.parse(instance, row.getString("name"))
                .orElseThrow(() -> new IllegalStateException("a recorded rule is not of this installation"));
        return new OwnRule(
                name,
                new VmId(row.getString("vm")),
                row.getInt("priority"),
                row.getBoolean("seen"),
                row.getBoolean("unwanted"));
    }
}
