package io.postern.benchmarks;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A row and its outbox row, in one transaction. */
@ApplicationScoped
public class TwoInserts {
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS wish (
              id text PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
            CREATE TABLE IF NOT EXISTS wish_outbox (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject text NOT NULL, value bytea NOT NULL,
              at timestamptz NOT NULL DEFAULT clock_timestamp(), published_at timestamptz)""";

    private static final String WISH = "INSERT INTO wish (id, body) VALUES (?, ?)";
    private static final String OUTBOX = "INSERT INTO wish_outbox (subject, value) VALUES (?, ?)";

    private final DataSource database;

    @Inject
    TwoInserts(DataSource database) {
        this.database = database;
    }

    void createTables(@Observes StartupEvent started) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement create = connection.createStatement()) {
            create.execute(TABLES);
        }
    }

    @Transactional
    void keep(String id, String body) {
        try (Connection connection = database.getConnection();
                PreparedStatement wish = connection.prepareStatement(WISH);
                PreparedStatement outbox = connection.prepareStatement(OUTBOX)) {
            wish.setString(1, id);
            wish.setString(2, body);
            wish.executeUpdate();
            outbox.setString(1, id);
            outbox.setBytes(2, body.getBytes(StandardCharsets.UTF_8));
            outbox.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the rows could not be written", e);
        }
    }
}
