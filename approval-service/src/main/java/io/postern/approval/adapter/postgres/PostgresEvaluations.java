package io.postern.approval.adapter.postgres;

import io.postern.approval.app.Evaluations;
import io.postern.approval.domain.CaseKey;
import io.postern.contracts.id.RequestId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Due evaluations as rows, which instances take past each other. */
@Singleton
public class PostgresEvaluations implements Evaluations {
    private static final String SCHEDULE = """
            INSERT INTO evaluation (request_id, extension, due_at) VALUES (?, ?, ?)
            ON CONFLICT (request_id, extension) DO UPDATE SET due_at = excluded.due_at, attempts = 0""";

    /** Those not yet tried first: a heap of undecidable cases must not stand before a new one. */
    private static final String TAKE = """
            UPDATE evaluation SET due_at = ?
            WHERE (request_id, extension) = (
                SELECT request_id, extension FROM evaluation WHERE due_at <= ?
                ORDER BY attempts > 0, due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING request_id, extension, attempts""";

    /** Only what nobody scheduled anew or finished meanwhile. */
    private static final String RETRY =
            "UPDATE evaluation SET due_at = ?, attempts = attempts + 1 WHERE request_id = ? AND extension = ? AND attempts = ?";

    private static final String HIDE =
            "UPDATE evaluation SET due_at = ? WHERE request_id = ? AND extension = ? AND due_at = ?";

    private static final String DROP = "DELETE FROM evaluation WHERE request_id = ? AND extension = ?";

    private final DataSource database;

    public PostgresEvaluations(DataSource database) {
        this.database = database;
    }

    @Override
    public void schedule(CaseKey key, Instant at) {
        run(SCHEDULE, key.request().value(), key.extension(), utc(at));
    }

    @Override
    public Optional<Due> take(Instant now, Duration hidden) {
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setObject(1, utc(now.plus(hidden)));
            take.setObject(2, utc(now));
            try (ResultSet taken = take.executeQuery()) {
                return taken.next() ? Optional.of(new Due(key(taken), taken.getInt(3))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the due evaluations cannot be read", e);
        }
    }

    @Override
    public void hide(CaseKey key, Instant until, Instant longer) {
        run(HIDE, utc(longer), key.request().value(), key.extension(), utc(until));
    }

    @Override
    public void retry(Due due, Instant at) {
        run(RETRY, utc(at), due.key().request().value(), due.key().extension(), due.attempts());
    }

    @Override
    public void drop(CaseKey key) {
        run(DROP, key.request().value(), key.extension());
    }

    private static CaseKey key(ResultSet taken) throws SQLException {
        return new CaseKey(new RequestId(taken.getString(1)), taken.getInt(2));
    }

    private void run(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the due evaluations cannot be written", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
