package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/** One database a service, each with a role that can reach no other. The audit log's writer does not own its tables. */
final class Databases {
    /** A database, the role that owns it, and the role that the service works as. */
    record Database(String name, String owner, String user) {}

    static final List<Database> ALL = List.of(
            new Database("postern_request", "postern_request", "postern_request"),
            new Database("postern_approval", "postern_approval", "postern_approval"),
            new Database("postern_enforcer", "postern_enforcer", "postern_enforcer"),
            new Database("postern_expiry", "postern_expiry", "postern_expiry"),
            new Database("postern_portal", "postern_portal", "postern_portal"),
            new Database("postern_audit", "postern_audit_owner", "postern_audit"));

    /** Taken on by the audit service only to erase a person: it may delete what is kept beside the leaves, nothing else. */
    private static final String ERASER = "postern_audit_eraser";

    private final String url;
    private final String password;

    Databases(String url, String password) {
        this.url = url;
        this.password = password;
    }

    static List<String> roles() {
        return ALL.stream()
                .flatMap(database -> List.of(database.owner(), database.user()).stream())
                .distinct()
                .toList();
    }

    /** Creates what is not there yet. */
    void create(Function<String, String> passwordOfRole) {
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            for (String role : roles()) {
                if (absent(connection, "select 1 from pg_roles where rolname = ?", role)) {
                    statement.execute("create role " + role + " login password '" + passwordOfRole.apply(role) + "'");
                }
            }
            if (absent(connection, "select 1 from pg_roles where rolname = ?", ERASER)) {
                statement.execute("create role " + ERASER + " nologin");
                statement.execute("grant " + ERASER + " to postern_audit with inherit false");
            }
            for (Database database : ALL) {
                if (absent(connection, "select 1 from pg_database where datname = ?", database.name())) {
                    statement.execute("create database " + database.name() + " owner " + database.owner());
                    statement.execute("revoke all on database " + database.name() + " from public");
                    statement.execute("grant connect on database " + database.name() + " to " + database.user());
                }
            }
        } catch (SQLException e) {
            throw new CommandFailure("The databases could not be created: " + e.getMessage(), e);
        }
    }

    /** Whether the server takes connections, and is the one with this password. */
    boolean answer() {
        try (Connection _ = DriverManager.getConnection(url, PostgresServer.SUPERUSER, password)) {
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static boolean absent(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return !found.next();
            }
        }
    }
}
