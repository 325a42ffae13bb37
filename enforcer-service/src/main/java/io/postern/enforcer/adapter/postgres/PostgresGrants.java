package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.domain.grant.Grant;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Grants through Hibernate. Every change is flushed at once, because plain SQL runs in the same transactions. */
@Singleton
public final class PostgresGrants implements Grants {
    private static final String LINE = "id = ?1 or extendsGrant = ?1 order by id";

    private static final String LIVE = """
            SELECT id, window_end FROM access_grant
            WHERE state IN ('opening', 'open') AND window_end < ? AND (window_end, id) > (?, ?)
            ORDER BY window_end, id LIMIT ?""";

    private static final String CLOSING = """
            SELECT id, window_end FROM access_grant
            WHERE state = 'closing' AND (window_end, id) > (?, ?) ORDER BY window_end, id LIMIT ?""";

    private final GrantRows rows;
    private final Sql sql;

    public PostgresGrants(GrantRows rows, DataSource database) {
        this.rows = rows;
        this.sql = new Sql(database);
    }

    @Override
    public void add(Grant.Granted grant, Instant now) {
        GrantRow row = GrantRow.of(grant.terms());
        row.take(grant, now);
        rows.persistAndFlush(row);
    }

    @Override
    public Optional<Grant> locked(GrantId id) {
        return rows.findByIdOptional(id.value()).map(this::locked);
    }

    @Override
    public List<Grant> locked(RequestId request) {
        return rows.list("requestId = ?1 order by id", request.value()).stream()
                .map(this::locked)
                .toList();
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return rows.findByIdOptional(id.value()).map(GrantRow::grant);
    }

    @Override
    public List<Grant> find(RequestId request) {
        return rows.list("requestId = ?1 order by id", request.value()).stream()
                .map(GrantRow::grant)
                .toList();
    }

    @Override
    public List<Grant> line(GrantId first) {
        return rows.list(LINE, first.value()).stream().map(GrantRow::grant).toList();
    }

    @Override
    public List<Grant> lockedLine(GrantId first) {
        return rows.list(LINE, first.value()).stream().map(this::locked).toList();
    }

    @Override
    public Optional<Instant> opened(RequestId request) {
        return rows.list("requestId = ?1 and from is not null order by from", request.value()).stream()
                .map(row -> row.from)
                .findFirst();
    }

    @Override
    public List<Grant> findAll(Collection<GrantId> ids) {
        return rows.list("id in ?1 order by id", values(ids)).stream()
                .map(GrantRow::grant)
                .toList();
    }

    @Override
    public List<Grant> lockedAll(Collection<GrantId> ids) {
        return lockedAnew("id in ?1 order by id", ids);
    }

    @Override
    public List<Grant> lockedLines(Collection<GrantId> firsts) {
        return lockedAnew("id in ?1 or extendsGrant in ?1 order by id", firsts);
    }

    @Override
    public void saveAll(Collection<? extends Grant> grants, Instant now) {
        grants.forEach(grant -> rows.findById(grant.id().value()).take(grant, now));
        rows.flush();
    }

    @Override
    public void save(Grant grant, Instant now) {
        rows.findById(grant.id().value()).take(grant, now);
        rows.flush();
    }

    @Override
    public List<Grant> unfinishedOn(Collection<VmId> vms) {
        if (vms.isEmpty()) {
            return List.of();
        }
        List<String> keys = vms.stream().map(VmId::key).toList();
        return rows.list("vmKey in ?1 and state not in ('closed', 'refused') order by id", keys).stream()
                .map(GrantRow::grant)
                .toList();
    }

    @Override
    public List<Grant> unfinished() {
        return rows.list("state not in ('closed', 'refused') order by id").stream()
                .map(GrantRow::grant)
                .toList();
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
        return rows
                .find(
                        "state in ('granted', 'opening') and id > ?1 order by id",
                        after.map(GrantId::value).orElse(""))
                .range(0, most - 1)
                .stream()
                .map(GrantRow::grant)
                .toList();
    }

    /** Locks rows and reads them anew in one statement: every change is flushed, so nothing is lost by forgetting them. */
    private List<Grant> lockedAnew(String query, Collection<GrantId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        rows.getEntityManager().clear();
        return rows.find(query, values(ids)).withLock(LockModeType.PESSIMISTIC_WRITE).list().stream()
                .map(GrantRow::grant)
                .toList();
    }

    private static List<String> values(Collection<GrantId> ids) {
        return ids.stream().map(GrantId::value).distinct().toList();
    }

    /** Locks the row and reads it anew: what this transaction read before may be old by now. */
    private Grant locked(GrantRow row) {
        rows.getEntityManager().refresh(row, LockModeType.PESSIMISTIC_WRITE);
        return row.grant();
    }
}
