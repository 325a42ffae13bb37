package io.postern.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain statements in the current transaction, for where the statement is the point. */
public final class Sql {
    private final DataSource database;

    /** Reads one row. */
    public interface Row<T> {
        /** Only the columns: the rows are stepped through by who asked for them. */
        T read(ResultSet row) throws SQLException;
    }

    /** Over a data source whose connections join the transaction of {@link Transactions}. */
    public Sql(DataSource database) {
        this.database = database;
    }

    /** Runs a statement; how many rows it changed. */
    public int update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("a statement failed", e);
        }
    }

    /** Runs a query; all of its rows. */
    public <T> List<T> query(String sql, Row<T> reader, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new DatabaseFailure("a query failed", e);
        }
    }

    /** An instant of a column that has one. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column of texts, for {@code unnest(?::text[])}. */
    public static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** Puts the values into their places; an instant goes as a time with its offset. */
    public static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            @Nullable
            Object value = values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, values);
        return statement;
    }
}
