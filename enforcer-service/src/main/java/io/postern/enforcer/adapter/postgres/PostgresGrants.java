package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.domain.grant.Grant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Grants in plain SQL: between an approval and its rule each statement counts. A locked row keeps its key free, so that the
 * rules that name it are not held up.
 */
public final class PostgresGrants implements Grants {
    private static final String ALL = "SELECT * FROM access_grant WHERE ";
    private static final String LOCKED = " ORDER BY id FOR NO KEY UPDATE";
    private static final String ONE = "id = ?";
    private static final String OF_REQUEST = "request_id = ?";
    private static final String LINE = "(id = ? OR extends_grant = ?)";
    private static final String OWN_LINE = """
            (id = (SELECT coalesce(extends_grant, id) FROM access_grant WHERE id = ?)
             OR extends_grant = (SELECT coalesce(extends_grant, id) FROM access_grant WHERE id = ?))""";

    static final String UNFINISHED = "state NOT IN ('closed', 'refused')";

    private static final String LIVE = """
            SELECT id, window_end FROM access_grant
            WHERE state IN ('opening', 'open') AND window_end < ? AND (window_end, id) > (?, ?)
            ORDER BY window_end, id LIMIT ?""";

    private static final String CLOSING = """
            SELECT id, window_end FROM access_grant
            WHERE state = 'closing' AND (window_end, id) > (?, ?) ORDER BY window_end, id LIMIT ?""";

    private final Sql sql;

    public PostgresGrants(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void add(Grant.Granted grant, Instant now) {
        sql.update(GrantRow.ADD, GrantRow.added(grant.terms(), now));
    }

    @Override
    public Optional<Grant> locked(GrantId id) {
        return list(ONE + LOCKED, id.value()).stream().findFirst();
    }

    @Override
    public List<Grant> locked(RequestId request) {
        return list(OF_REQUEST + LOCKED, request.value());
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return list(ONE, id.value()).stream().findFirst();
    }

    @Override
    public List<Grant> find(RequestId request) {
        return list(OF_REQUEST + " ORDER BY id", request.value());
    }

    @Override
    public List<Grant> line(GrantId first) {
        return list(LINE + " ORDER BY id", first.value(), first.value());
    }

    @Override
    public List<Grant> lockedLine(GrantId first) {
        return list(LINE + LOCKED, first.value(), first.value());
    }

    @Override
    public List<Grant> lockedLineOf(GrantId grant) {
        return list(OWN_LINE + LOCKED, grant.value(), grant.value());
    }

    @Override
    public Optional<Instant> opened(RequestId request) {
        return sql
                .list(
                        "SELECT window_from FROM access_grant WHERE request_id = ? AND window_from IS NOT NULL"
                                + " ORDER BY window_from LIMIT 1",
                        row -> Sql.instant(row, "window_from"),
                        request.value())
                .stream()
                .findFirst();
    }

    @Override
    public List<Grant> findAll(Collection<GrantId> ids) {
        return list("id = ANY (?) ORDER BY id", (Object) values(ids));
    }

    @Override
    public List<Grant> lockedAll(Collection<GrantId> ids) {
        return ids.isEmpty() ? List.of() : list("id = ANY (?)" + LOCKED, (Object) values(ids));
    }

    @Override
    public List<Grant> lockedLines(Collection<GrantId> firsts) {
        return firsts.isEmpty()
                ? List.of()
                : list("(id = ANY (?) OR extends_grant = ANY (?))" + LOCKED, values(firsts), values(firsts));
    }

    @Override
    public void saveAll(Collection<? extends Grant> grants, Instant now) {
        sql.batch(
                GrantRow.SAVE,
                grants.stream().map(grant -> GrantRow.saved(grant, now)).toList());
    }

    @Override
    public void save(Grant grant, Instant now) {
        sql.update(GrantRow.SAVE, GrantRow.saved(grant, now));
    }

    @Override
    public List<Grant> unfinishedOn(Collection<VmId> vms) {
        return vms.isEmpty()
                ? List.of()
                : list("vm_key = ANY (?) AND " + UNFINISHED + " ORDER BY id", (Object)
                        vms.stream().map(VmId::key).toArray(String[]::new));
    }

    @Override
    public List<Grant> unfinished() {
        return list(UNFINISHED + " ORDER BY id");
    }

    @Override
    public List<Due> due(Ending which, Instant soon, Due after, int most) {
        return switch (which) {
            case LIVE ->
                sql.list(
                        LIVE,
                        PostgresGrants::due,
                        soon,
                        after.end(),
                        after.grant().value(),
                        most);
            case CLOSING ->
                sql.list(
                        CLOSING, PostgresGrants::due, after.end(), after.grant().value(), most);
        };
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(new GrantId(row.getString("id")), Sql.instant(row, "window_end"));
    }

    @Override
    public List<Grant> waiting(Optional<GrantId> after, int most) {
        return list(
                "state IN ('granted', 'opening') AND id > ? ORDER BY id LIMIT ?",
                after.map(GrantId::value).orElse(""),
                most);
    }

    private List<Grant> list(String condition, Object... values) {
        return sql.list(ALL + condition, GrantRow::read, values);
    }

    private static String[] values(Collection<GrantId> ids) {
        return ids.stream().map(GrantId::value).distinct().toArray(String[]::new);
    }
}
