package io.postern.audit.adapter.postgres;

import io.postern.audit.app.siem.SiemRight;
import io.postern.audit.app.siem.SiemSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The right to tell one SIEM as an advisory lock of a database session: it ends with the session, however that ends. */
public final class PostgresSiemRight implements SiemRight {
    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtext('postern siem_cursor ' || ?))";

    private final DataSource database;
    private final String sink;

    /** @param sink the name of the SIEM's cursor */
    public PostgresSiemRight(DataSource database, String sink) {
        this.database = database;
        this.sink = sink;
    }

    @Override
    public Optional<SiemSession> tryTake() {
        try {
            Connection connection = database.getConnection();
            if (take(connection)) {
                return Optional.of(new PostgresSiemSession(connection, sink));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private boolean take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, sink);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
