package io.postern.system;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The stack's databases, as whoever runs the server sees them. */
final class Databases {
    /** Of all services. */
    static final List<String> ALL =
            List.of("postern_request", "postern_approval", "postern_enforcer", "postern_expiry", "postern_audit");

    static final String SERVER = "postgres";

    private final LocalStack stack;

    Databases(Stack stack) {
        this(stack.processes);
    }

    Databases(LocalStack stack) {
        this.stack = stack;
    }

    /** Runs some statements in a database. */
    void run(String database, List<String> statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(database + ": " + e.getMessage(), e);
        }
    }

    /** The first column of what a query finds. */
    List<String> ask(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(database + ": " + e.getMessage(), e);
        }
    }

    Connection connect(String database) throws SQLException {
        Path secret = stack.layout().home().resolve("secrets/database-postgres");
        try {
            return DriverManager.getConnection(
                    stack.addresses().of(ProcessName.POSTGRES) + database,
                    "postgres",
                    Files.readString(secret).strip());
        } catch (IOException e) {
            throw new SQLException("no password", e);
        }
    }
}
