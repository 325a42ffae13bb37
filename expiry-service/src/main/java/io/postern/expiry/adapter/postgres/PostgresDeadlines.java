package io.postern.expiry.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.domain.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Deadlines in plain SQL, because here the statements are the point: who may take a row, and when. */
public final class PostgresDeadlines implements Deadlines {
    private static final String SUPERSEDE = """
            UPDATE deadline SET state = 'superseded' WHERE grant_id = ? AND state = 'armed' AND until <> ?""";

    private static final String ARM = """
            INSERT INTO deadline (grant_id, request_id, until, state) VALUES (?, ?, ?, 'armed')
            ON CONFLICT (grant_id, until) DO UPDATE SET state = 'armed' WHERE deadline.state = 'superseded'""";

    private static final String END = "UPDATE deadline SET state = 'ended' WHERE grant_id = ? AND state = 'armed'";

    private static final String TAKE_DUE = """
            SELECT grant_id, request_id, until FROM deadline
            WHERE state = 'armed' AND until <= ?
            ORDER BY until, grant_id LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String ANNOUNCED = """
            UPDATE deadline SET state = 'announced', announced_at = ?
            WHERE grant_id = ? AND until = ? AND state = 'armed'""";

    private static final String NEXT = "SELECT min(until) FROM deadline WHERE state = 'armed'";

    private final DataSource database;

    public PostgresDeadlines(DataSource database) {
        this.database = database;
    }

    @Override
    public void arm(Deadline deadline) {
        OffsetDateTime until = stored(deadline.until());
        update(SUPERSEDE, deadline.grantId().value(), until);
        update(ARM, deadline.grantId().value(), deadline.requestId().value(), until);
    }

    @Override
    public void end(GrantId grant) {
        update(END, grant.value());
    }

    @Override
    public List<Deadline> takeDue(Instant now, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(TAKE_DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            List<Deadline> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Deadline(
                            new GrantId(rows.getString(1)),
                            new RequestId(rows.getString(2)),
                            rows.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new DeadlinesUnavailable(e);
        }
    }

    @Override
    public void announced(Deadline deadline, Instant now) {
        int rows = update(
                ANNOUNCED, now.atOffset(ZoneOffset.UTC), deadline.grantId().value(), stored(deadline.until()));
        if (rows != 1) {
            throw new IllegalStateException("a deadline was announced that was not taken");
        }
    }

    @Override
    public Optional<Instant> next() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        } catch (SQLException e) {
            throw new DeadlinesUnavailable(e);
        }
    }

    private int update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new DeadlinesUnavailable(e);
        }
    }

    /** PostgreSQL keeps microseconds and would round to the nearest; rounding up is never early. */
    private static OffsetDateTime stored(Instant until) {
        Instant floor = until.truncatedTo(ChronoUnit.MICROS);
        return (floor.equals(until) ? floor : floor.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
    }
}
