package io.postern.messaging;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The relay's work over one database connection, from the taking of the locks to the connection's end. */
final class RelaySession {
    /**
     * How a pass over the shards ended: with nothing left, with so many events that the next ones may gather a little, with
     * more to do at once, or at a refusal by Kafka.
     */
    enum Progress {
        DONE,
        BUSY,
        MORE,
        STOPPED
    }

    private static final Logger LOG = System.getLogger(RelaySession.class.getName());
    private static final int MANY = 8;
    private static final Duration IN_COMPANY = Duration.ofMillis(20);
    private static final Duration BETWEEN_LOCK_ROUNDS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_DELETIONS = Duration.ofSeconds(10);

    private final RelaySettings settings;
    private final Publisher publisher;
    private final BatchSize size;
    private final ShardLocks locks;
    private final OutboxRows outbox;
    private final InboxRetention inbox;
    private final Every lockRounds = new Every(BETWEEN_LOCK_ROUNDS);
    private final Every measurements = new Every(BETWEEN_MEASUREMENTS);
    private final Every deletions = new Every(BETWEEN_DELETIONS);
    private Duration oldest = Duration.ZERO;
    private boolean everPassed;
    private boolean inCompany;

    RelaySession(Connection connection, RelaySettings settings, Publisher publisher) throws SQLException {
        connection.setAutoCommit(true);
        forgetfully(connection);
        this.settings = settings;
        this.publisher = publisher;
        this.size = new BatchSize(settings.batch());
        this.locks = new ShardLocks(connection);
        this.outbox = new OutboxRows(connection);
        this.inbox = new InboxRetention(connection);
    }

    /** A crash of the database may forget which events were published: they are then published again, as after any crash. */
    private static void forgetfully(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
        }
    }

    /** Publishes what waits in our shards, up to a batch. */
    Progress pass() throws SQLException {
        if (lockRounds.due()) {
            locks.takeFree();
            inCompany = locks.inCompany();
        }
        Progress progress = publishBatch();
        if (measurements.due()) {
            oldest = outbox.oldestUnpublishedAge();
        }
        if (deletions.due()) {
            outbox.deletePublishedBefore(settings.retention(), settings.deletionBatch());
            inbox.deleteForgettable(settings.deletionBatch());
        }
        everPassed = true;
        return progress;
    }

    Duration oldestUnpublishedAge() {
        return oldest;
    }

    /** How long to wait for a wake that may not come: the writers of other instances cannot wake this one. */
    Duration patience() {
        boolean publishesForOthers = inCompany && !locks.held().isEmpty();
        return publishesForOthers && IN_COMPANY.compareTo(settings.poll()) < 0 ? IN_COMPANY : settings.poll();
    }

    boolean everPassed() {
        return everPassed;
    }

    /**
     * A few of every shard, and nothing of the subjects that have to wait: neither a shard nor a topic or partition that fails
     * again and again keeps the others waiting.
     */
    private Progress publishBatch() throws SQLException {
        OutboxRows.Batch batch = outbox.unpublished(locks.held(), publisher.waiting(), size.now());
        List<OutboxRows.Row> rows = batch.rows();
        if (rows.isEmpty()) {
            return Progress.DONE;
        }
        Publisher.Outcome outcome = publisher.publish(rows);
        outbox.markPublished(outcome.acknowledged());
        boolean backlog = outcome.failure() == null && rows.size() * 2 >= size.now();
        size.after(rows, backlog);
        if (outcome.failure() != null) {
            LOG.log(
                    Level.WARNING,
                    "Kafka took {0} of {1} events, the rest is sent again: {2}",
                    outcome.acknowledged().size(),
                    rows.size(),
                    outcome.failure().toString());
            return Progress.STOPPED;
        }
        if (rows.size() >= batch.ofEach()) {
            return backlog ? Progress.MORE : Progress.BUSY;
        }
        return rows.size() >= MANY ? Progress.BUSY : Progress.DONE;
    }
}
