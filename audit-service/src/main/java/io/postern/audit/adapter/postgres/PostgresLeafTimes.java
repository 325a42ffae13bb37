package io.postern.audit.adapter.postgres;

import io.postern.audit.app.LeafTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** Finds by halving when leaves were recorded: their indexes have no gaps, and rise with the time of recording. */
public final class PostgresLeafTimes implements LeafTimes {
    private static final String COUNT = "SELECT coalesce(max(idx) + 1, 0) FROM audit_leaf";
    private static final String AT = "SELECT at FROM audit_leaf WHERE idx = ?";

    private final DataSource database;

    public PostgresLeafTimes(DataSource database) {
        this.database = database;
    }

    @Override
    public long recordedBefore(Instant time) {
        try (Connection connection = database.getConnection()) {
            long least = 0;
            long most = count(connection);
            while (least < most) {
                long middle = (least + most) >>> 1;
                if (at(connection, middle).isBefore(time)) {
                    least = middle + 1;
                } else {
                    most = middle;
                }
            }
            return least;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Instant at(Connection connection, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AT)) {
            select.setLong(1, index);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("leaf " + index + " is missing from the trail");
                }
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }
}
