package io.postern.audit.adapter.postgres;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.SigningSession;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.audit.domain.SignedCheckpoint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the signer reads and remembers, all over the one connection that holds the right to sign. */
final class PostgresSigningSession implements SigningSession {
    private static final String HASHES = "SELECT idx, leaf_hash FROM audit_leaf WHERE idx >= ? ORDER BY idx LIMIT ?";
    private static final String LEAVES =
            "SELECT idx, leaf_hash, leaf FROM audit_leaf WHERE idx >= ? ORDER BY idx LIMIT ?";
    private static final String LAST = "SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
    private static final String SIGNED =
            "SELECT size, note FROM audit_checkpoint WHERE size > ? AND size <= ? ORDER BY size";
    private static final String REMEMBER = """
            INSERT INTO audit_checkpoint (size, root, note)
            SELECT size, root, note FROM unnest(?::bigint[], ?::bytea[], ?::text[]) AS signed (size, root, note)""";

    private final Connection connection;

    PostgresSigningSession(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Hash> hashes(long from, int limit) {
        return rows(HASHES, from, limit, (index, rows) -> Hash.of(rows.getBytes(2)));
    }

    @Override
    public List<StoredLeaf> leaves(long from, int limit) {
        return rows(
                LEAVES,
                from,
                limit,
                (index, rows) -> new StoredLeaf(index, rows.getBytes(3), Hash.of(rows.getBytes(2))));
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(long index, ResultSet rows) throws SQLException;
    }

    private <T> List<T> rows(String sql, long from, int limit, RowReader<T> reader) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, from);
            select.setInt(2, limit);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long index = rows.getLong(1);
                    if (index != from + found.size()) {
                        throw new LogRefused("leaf " + (from + found.size()) + " is missing from the trail");
                    }
                    found.add(reader.read(index, rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public Optional<String> lastNote() {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(LAST)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public List<ListedNote> signed(long after, long to) {
        try (PreparedStatement select = connection.prepareStatement(SIGNED)) {
            select.setLong(1, after);
            select.setLong(2, to);
            List<ListedNote> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new ListedNote(rows.getLong(1), rows.getString(2)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public void remember(List<SignedCheckpoint> signed) {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setArray(
                    1,
                    array(
                            "int8",
                            signed.stream().map(one -> one.checkpoint().size()).toArray(Long[]::new)));
            insert.setArray(
                    2,
                    array(
                            "bytea",
                            signed.stream()
                                    .map(one -> one.checkpoint().root().bytes())
                                    .toArray(byte[][]::new)));
            insert.setArray(
                    3, array("text", signed.stream().map(SignedCheckpoint::note).toArray(String[]::new)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    /** The right ends with the database session: whoever is answered in it has the right. */
    @Override
    public void requireRight() {
        try (Statement select = connection.createStatement()) {
            select.execute("SELECT 1");
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(PostgresSigningRight.GIVE_BACK);
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
