package io.postern.audit.adapter.postgres;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.siem.Covering;
import io.postern.audit.app.siem.SiemSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the teller of a SIEM reads and remembers, all over the one connection that holds the right. */
final class PostgresSiemSession implements SiemSession {
    private static final String LEAVES = """
            SELECT idx, type, subject, time, leaf, fields
            FROM audit_leaf LEFT JOIN audit_personal USING (event_id) WHERE idx >= ? ORDER BY idx LIMIT ?""";
    private static final String NOTE = "SELECT note FROM audit_checkpoint WHERE size = ?";
    private static final String NEXT = "SELECT next FROM siem_cursor WHERE sink = ?";
    private static final String ADVANCE = """
            INSERT INTO siem_cursor (sink, next) VALUES (?, ?)
            ON CONFLICT (sink) DO UPDATE SET next = excluded.next WHERE siem_cursor.next < excluded.next""";
    private static final String GIVE_BACK = "SELECT pg_advisory_unlock(hashtext('postern siem_cursor ' || ?))";

    private final Connection connection;
    private final String sink;

    PostgresSiemSession(Connection connection, String sink) {
        this.connection = connection;
        this.sink = sink;
    }

    @Override
    public Optional<Covering> newest() {
        return first(PostgresCheckpoints.NEWEST, rows -> new Covering(rows.getLong(1), rows.getString(2)));
    }

    @Override
    public Optional<String> noteOver(long size) {
        return first(NOTE, rows -> rows.getString(1), size);
    }

    @Override
    public long next() {
        return first(NEXT, rows -> rows.getLong(1), sink).orElse(0L);
    }

    @Override
    public List<TrailEntry> leaves(long from, int limit) {
        List<TrailEntry> found = all(LEAVES, EntryRow::read, from, limit);
        for (int i = 0; i < limit; i++) {
            if (i >= found.size() || found.get(i).index() != from + i) {
                throw new LogRefused("leaf " + (from + i) + " is signed, but missing from the trail");
            }
        }
        return found;
    }

    @Override
    public void advance(long next) {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, sink);
            update.setLong(2, next);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private <T> Optional<T> first(String sql, EntryRow.Reader<T> reader, Object... parameters) {
        return all(sql, reader, parameters).stream().findFirst();
    }

    private <T> List<T> all(String sql, EntryRow.Reader<T> reader, Object... parameters) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return EntryRow.all(select, reader, parameters);
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                PreparedStatement unlock = connection.prepareStatement(GIVE_BACK)) {
            unlock.setString(1, sink);
            unlock.execute();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
