package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Where a service writes its events: rows of its own transaction, which a {@link Relay} publishes after the commit. */
public final class Outbox {
    /**
     * Locks the subject until the commit: this, with the id drawn afterwards, is the whole ordering argument. Versions
     * start at the clock, so that a database that was lost or restored does not number its next events below what
     * consumers have seen, who would then ignore them.
     */
    private static final String NEXT_VERSION = """
            INSERT INTO outbox_subject (source, subject, version) VALUES (?, ?, ?)
            ON CONFLICT (source, subject)
            DO UPDATE SET version = greatest(outbox_subject.version + 1, excluded.version)
            RETURNING version""";

    private final DataSource database;
    private final Source source;
    private final Clock clock;
    private final Transactions transactions;
    private final Runnable wake;

    /** An outbox whose relay finds new rows by polling. */
    public Outbox(DataSource database, Source source, Clock clock, Transactions transactions) {
        this(database, source, clock, transactions, () -> {});
    }

    /** An outbox that calls {@code wake} after every commit with a new event. */
    public Outbox(DataSource database, Source source, Clock clock, Transactions transactions, Runnable wake) {
        this.database = database;
        this.source = source;
        this.clock = clock;
        this.transactions = transactions;
        this.wake = wake;
    }

    /** Adds an event to the current transaction; outside of one this is an {@link IllegalStateException}. */
    public EventId append(PosternEvent event) {
        transactions.afterCommit(wake);
        try (Connection connection = database.getConnection()) {
            Envelope envelope =
                    new Envelope(EventId.next(), source, nextVersion(connection, event), clock.instant(), event);
            insert(connection, envelope);
            return envelope.id();
        } catch (SQLException e) {
            throw new DatabaseFailure("an event could not be written to the outbox", e);
        }
    }

    /**
     * The first events of new subjects, one of each, to be written by the caller within the current transaction; outside of
     * one this is an {@link IllegalStateException}.
     */
    public FirstEvents first(List<? extends PosternEvent> events) {
        transactions.afterCommit(wake);
        return new FirstEvents(events.stream()
                .map(event -> new Envelope(EventId.next(), source, firstVersion(), clock.instant(), event))
                .toList());
    }

    private long nextVersion(Connection connection, PosternEvent event) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(NEXT_VERSION)) {
            next.setString(1, source.wireName());
            next.setString(2, event.subject());
            next.setLong(3, firstVersion());
            try (ResultSet rows = next.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private long firstVersion() {
        return Math.max(1, clock.millis());
    }

    private static void insert(Connection connection, Envelope envelope) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OutboxRow.INSERT)) {
            OutboxRow.of(envelope).bind(insert, 1);
            insert.executeUpdate();
        }
    }
}
