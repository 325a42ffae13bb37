package io.postern.enforcer.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs one statement in the current transaction. */
final class Sql {
    /**
     * As a part of a statement that is a transaction of its own: its commit does not wait for the disk, so that a crash of the
     * database may forget it. Nobody sees a half of it, or it after others that it came before.
     */
    static final String FORGETFUL = "SELECT set_config('synchronous_commit', 'off', true)";

    private final DataSource database;

    Sql(DataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    int update(String statement, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = prepared(connection, statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    /** Runs statements one after the other in one round trip; the answer is how many rows the last one changed. */
    int last(String statements, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = prepared(connection, statements, values)) {
            var _ = prepared.execute();
            int changed = prepared.getUpdateCount();
            while (prepared.getMoreResults() || prepared.getUpdateCount() >= 0) {
                changed = Math.max(0, prepared.getUpdateCount());
            }
            return changed;
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    <T> List<T> list(String query, Row<T> reader, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = prepared(connection, query, values);
                ResultSet rows = prepared.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.of(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    /** Hands over each row; nothing is kept. */
    void each(String query, Row<?> reader, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = prepared(connection, query, values);
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                var _ = reader.of(rows);
            }
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    /** Runs queries one after the other in one round trip, and hands over each row of the first to the first reader, and so on. */
    void each(String queries, List<Row<?>> readers, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = prepared(connection, queries, values)) {
            boolean answered = prepared.execute();
            for (Row<?> reader : readers) {
                if (!answered) {
                    throw new IllegalStateException("fewer answers than readers");
                }
                try (ResultSet rows = prepared.getResultSet()) {
                    while (rows.next()) {
                        var _ = reader.of(rows);
                    }
                }
                answered = prepared.getMoreResults();
            }
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    /** Runs one statement with many sets of values, in one round trip or few. */
    void batch(String statement, Collection<@Nullable Object[]> sets) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (@Nullable Object[] values : sets) {
                set(prepared, values);
                prepared.addBatch();
            }
            prepared.executeBatch();
        } catch (SQLException e) {
            throw new RecordUnavailable(e);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        set(prepared, values);
        return prepared;
    }

    private static void set(PreparedStatement prepared, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            prepared.setObject(
                    i + 1, value instanceof Instant at ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : value);
        }
    }

    /** The database did not do as asked. */
    static final class RecordUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RecordUnavailable(SQLException cause) {
            super(cause);
        }
    }
}
