package io.postern.audit.adapter.postgres;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.SigningSession;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
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
    private static final String REMEMBER = "INSERT INTO audit_checkpoint (size, root, note) VALUES (?, ?, ?)";

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
    public void remember(Checkpoint checkpoint, String note) {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setString(3, note);
            insert.executeUpdate();
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
