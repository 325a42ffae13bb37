package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases of a measured stack, which a measurement fills and looks into as their superuser. */
public final class BenchDatabases {
    static final String INTAKE = "postern_request";
    static final String BARE = "bare";

    private static final String APPROVAL = "postern_approval";
    private static final String ENFORCER = "postern_enforcer";
    private static final String EXPIRY = "postern_expiry";
    private static final String AUDIT = "postern_audit";

    private final PostgresServer postgres;
    private final Secrets secrets;

    BenchDatabases(PostgresServer postgres, Secrets secrets) {
        this.postgres = postgres;
        this.secrets = secrets;
    }

    /** Makes the one that is no service's. */
    void createBare() {
        execute("postgres", "CREATE DATABASE " + BARE + " OWNER " + INTAKE);
    }

    public void inIntake(String sql) {
        execute(INTAKE, sql);
    }

    public void inBare(String sql) {
        execute(BARE, sql);
    }

    public void inExpiry(String sql) {
        execute(EXPIRY, sql);
    }

    public void inApproval(String sql) {
        execute(APPROVAL, sql);
    }

    public void inEnforcer(String sql) {
        execute(ENFORCER, sql);
    }

    /** A connection of its own, to look on from outside. */
    public Connection expiry() throws SQLException {
        return connect(EXPIRY);
    }

    /** The same for the database of audit-service. */
    public Connection audit() throws SQLException {
        return connect(AUDIT);
    }

    /** The same for the database of enforcer-service. */
    public Connection enforcer() throws SQLException {
        return connect(ENFORCER);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.url(database),
                PostgresServer.SUPERUSER,
                secrets.read(secrets.databasePassword(PostgresServer.SUPERUSER)));
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CommandFailure("The database refused: " + e.getMessage(), e);
        }
    }
}
