package io.postern.enforcer.journey;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Takes the test's PostgreSQL away: frozen it accepts connections and never answers, killed it is gone for good. */
final class DeadDatabase {
    private DeadDatabase() {}

    /** Stops the server and every process of it; the answer is the server, to be killed. */
    static ProcessHandle freeze() throws SQLException, IOException, InterruptedException {
        ProcessHandle server = server();
        List<String> command = new ArrayList<>(List.of("kill", "-STOP", String.valueOf(server.pid())));
        server.children().forEach(child -> command.add(String.valueOf(child.pid())));
        new ProcessBuilder(command).start().waitFor();
        return server;
    }

    static void kill(ProcessHandle server) {
        server.children().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        server.onExit().join();
    }

    private static ProcessHandle server() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        setting("quarkus.datasource.jdbc.url"),
                        setting("quarkus.datasource.username"),
                        setting("quarkus.datasource.password"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
