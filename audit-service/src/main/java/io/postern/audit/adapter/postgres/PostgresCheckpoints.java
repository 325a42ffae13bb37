package io.postern.audit.adapter.postgres;

import io.postern.audit.app.siem.Covering;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The newest checkpoint that was signed. */
public final class PostgresCheckpoints implements Supplier<Optional<Covering>> {
    static final String NEWEST = "SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1";

    private final DataSource database;

    public PostgresCheckpoints(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Covering> get() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NEWEST)) {
            return EntryRow.all(select, rows -> new Covering(rows.getLong(1), rows.getString(2))).stream()
                    .findFirst();
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
