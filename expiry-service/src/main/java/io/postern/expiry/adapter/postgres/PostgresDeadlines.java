package io.postern.expiry.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Moment;
import io.postern.messaging.NextEvents;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Deadlines in plain SQL, because here the statements are the point: who may take a row, and when. */
public final class PostgresDeadlines implements Deadlines {
    private static final String SUPERSEDE = """
            UPDATE deadline SET state = 'superseded' WHERE grant_id = ? AND state = 'armed' AND until <> ?""";

    private static final String ARM = """
            INSERT INTO deadline (grant_id, request_id, until, warn_at, state)
            SELECT grant_id, ?, until, ?::timestamptz, 'armed' FROM (VALUES (?, ?::timestamptz)) AS given (grant_id, until)
            WHERE NOT EXISTS (SELECT FROM announced WHERE (announced.grant_id, announced.until) = (given.grant_id, given.until))
            ON CONFLICT (grant_id, until) DO UPDATE SET state = 'armed',
              warn_at = CASE WHEN deadline.warned_at IS NULL THEN excluded.warn_at END
            WHERE deadline.state = 'superseded'""";

    private static final String END = "UPDATE deadline SET state = 'ended' WHERE grant_id = ? AND state = 'armed'";

    private static final String FORGET = """
            DELETE FROM deadline WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM deadline
              WHERE state <> 'armed' AND until < statement_timestamp() - make_interval(secs => ?)
              ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED))""";

    private static final String FORGET_ANNOUNCED = """
            DELETE FROM announced WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM announced WHERE until < statement_timestamp() - make_interval(secs => ?)
              ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED))""";

    /** As many as one transaction announces: another instance, or a watcher, waits for no more than these. */
    private static final int BATCH = 2_000;
    /** So many at once are no wave but what came while nobody looked. */
    private static final int BACKLOG = 1_000;

    private final DataSource database;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Runnable backlog;

    /** {@code backlog} is run whenever so much has come at once that whatever can wait should. */
    public PostgresDeadlines(DataSource database, Transactions transactions, Outbox outbox, Runnable backlog) {
        this.database = database;
        this.transactions = transactions;
        this.outbox = outbox;
        this.backlog = backlog;
    }

    @Override
    public void arm(Deadline deadline) {
        OffsetDateTime until = deadline.until().atOffset(ZoneOffset.UTC);
        update(SUPERSEDE, deadline.grantId().value(), until);
        Instant warnAt = deadline.warnAt();
        update(
                ARM,
                deadline.requestId().value(),
                warnAt == null ? null : warnAt.toString(),
                deadline.grantId().value(),
                until);
    }

    @Override
    public void end(GrantId grant) {
        update(END, grant.value());
    }

    @Override
    public Page ahead(Optional<Moment> after, Duration within, int atMost) {
        try (Connection connection = database.getConnection()) {
            return MomentRows.ahead(connection, after, within, atMost);
        } catch (SQLException e) {
            throw new DeadlinesUnavailable(e);
        }
    }

    /** Two transactions at a time, as two instances would: one process of the database uses one core alone. */
    @Override
    public List<Outcome> announce(List<Moment> moments) {
        List<Callable<List<Outcome>>> batches = new ArrayList<>();
        for (int from = 0; from < moments.size(); from += BATCH) {
            List<Moment> batch = moments.subList(from, Math.min(from + BATCH, moments.size()));
            batches.add(() -> {
                if (moments.size() >= BACKLOG) {
                    backlog.run();
                }
                return announced(batch);
            });
        }
        return InPairs.of(batches).stream().flatMap(List::stream).toList();
    }

    private List<Outcome> announced(List<Moment> moments) {
        NextEvents events = outbox.next(moments.stream().map(Moment::event).toList());
        try {
            return inTransaction(moments, rows -> rows.announce(events));
        } catch (ToldBefore closer) {
            return inTransaction(moments, rows -> {
                List<Moment> announced = rows.mark();
                if (!announced.isEmpty()) {
                    outbox.append(announced.stream().map(Moment::event).toList());
                }
                return announced;
            });
        }
    }

    private List<Outcome> inTransaction(List<Moment> moments, Announcement announcement) {
        return transactions.call(() -> {
            try (Connection connection = database.getConnection()) {
                MomentRows rows = new MomentRows(connection, moments);
                return rows.outcomes(announcement.of(rows));
            } catch (SQLException e) {
                throw new DeadlinesUnavailable(e);
            }
        });
    }

    /** Announces what has come; which moments. */
    private interface Announcement {
        List<Moment> of(MomentRows rows) throws SQLException;
    }

    @Override
    public int forget(Duration over, int atMost) {
        int forgotten = update(FORGET, (double) over.toSeconds(), atMost);
        return forgotten + update(FORGET_ANNOUNCED, (double) over.toSeconds(), atMost - forgotten);
    }

    private int update(String sql, @Nullable Object... parameters) {
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
}
