package io.postern.audit.adapter.postgres;

import io.postern.audit.app.SigningRight;
import io.postern.audit.app.SigningSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The right to sign as an advisory lock of a database session: it ends with the session, however that ends. */
public final class PostgresSigningRight implements SigningRight {
    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtext('postern audit_checkpoint'))";
    static final String GIVE_BACK = "SELECT pg_advisory_unlock(hashtext('postern audit_checkpoint'))";

    private final DataSource database;

    public PostgresSigningRight(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<SigningSession> tryTake() {
        try {
            Connection connection = database.getConnection();
            if (take(connection)) {
                return Optional.of(new PostgresSigningSession(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static boolean take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TAKE)) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
