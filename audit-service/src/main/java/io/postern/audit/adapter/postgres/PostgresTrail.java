package io.postern.audit.adapter.postgres;

import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Finds events of the trail by their keys, in the order of their leaves. */
public final class PostgresTrail implements Trail {
    private static final String FIND = """
            SELECT idx, type, subject, time, leaf, fields
            FROM audit_leaf LEFT JOIN audit_personal USING (event_id) WHERE idx > ?""";

    private final DataSource database;

    public PostgresTrail(DataSource database) {
        this.database = database;
    }

    @Override
    public TrailPage find(TrailQuery query, int limit) {
        StringBuilder sql = new StringBuilder(FIND);
        List<Object> parameters = new ArrayList<>(List.of(query.after()));
        where(sql, parameters, " AND request_id = ?", query.request().map(RequestId::value));
        where(sql, parameters, " AND vms @> ARRAY[?]::text[]", query.vm().map(VmId::key));
        where(sql, parameters, " AND type = ?", query.type().map(EventType::wireName));
        where(sql, parameters, " AND time >= ?", query.from().map(from -> from.atOffset(ZoneOffset.UTC)));
        where(sql, parameters, " AND time < ?", query.to().map(to -> to.atOffset(ZoneOffset.UTC)));
        where(sql, parameters, " ORDER BY idx LIMIT ?", Optional.of(limit));
        List<TrailEntry> entries = find(sql.toString(), parameters);
        return new TrailPage(
                entries,
                entries.size() < limit
                        ? OptionalLong.empty()
                        : OptionalLong.of(entries.getLast().index()));
    }

    private static void where(StringBuilder sql, List<Object> parameters, String clause, Optional<?> value) {
        value.ifPresent(present -> {
            sql.append(clause);
            parameters.add(present);
        });
    }

    private List<TrailEntry> find(String sql, List<Object> parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            List<TrailEntry> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new TrailEntry(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            rows.getBytes(5),
                            Optional.ofNullable(rows.getString(6))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
