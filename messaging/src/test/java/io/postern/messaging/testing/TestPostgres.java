package io.postern.messaging.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of the test's own, on a free port and in a hostile time zone. */
public class TestPostgres implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "Pacific/Chatham")
                    .setServerConfig("log_timezone", "Pacific/Chatham")
                    .setServerConfig("max_connections", "60")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", url(),
                "quarkus.datasource.username", user(),
                "quarkus.datasource.password", password());
    }

    public String url() {
        return server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    /** Connections as they come, without a pool. */
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        dataSource.setUser(user());
        dataSource.setPassword(password());
        return dataSource;
    }

    /** Runs the library's own migrations, for tests without Flyway. */
    public void createMessagingTables(DataSource database) {
        run(database, resource("/db/messaging/V0_1__messaging.sql"));
        run(database, resource("/db/messaging/V0_2__retention.sql"));
        run(database, resource("/db/messaging/V0_3__two_indexes_less.sql"));
        run(database, resource("/db/messaging/V0_4__positions.sql"));
    }

    /** Runs statements as the superuser. */
    public void run(String sql) {
        run(dataSource(), sql);
    }

    private static void run(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = TestPostgres.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
