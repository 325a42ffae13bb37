package io.postern.messaging;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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

    private static final String INSERT = """
            INSERT INTO outbox (event_id, source, subject, version, shard, topic, value)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource database;
    private final Source source;
    private final Clock clock;
    private final Transactions transactions;
    private final Runnable wake;
    private final EventCodec codec = new EventCodec();

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

    private long nextVersion(Connection connection, PosternEvent event) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(NEXT_VERSION)) {
            next.setString(1, source.wireName());
            next.setString(2, event.subject());
            next.setLong(3, Math.max(1, clock.millis()));
            try (ResultSet rows = next.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void insert(Connection connection, Envelope envelope) throws SQLException {
        byte[] value = codec.encode(envelope);
        if (value.length > EventCodec.MAX_BYTES) {
            throw new IllegalArgumentException("an event larger than every consumer reads: " + envelope.type());
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, envelope.id().value());
            insert.setString(2, envelope.source().wireName());
            insert.setString(3, envelope.subject());
            insert.setLong(4, envelope.version());
            insert.setShort(5, Shard.of(envelope.subject()));
            insert.setString(6, envelope.type().topic().wireName());
            insert.setBytes(7, value);
            insert.executeUpdate();
        }
    }
}
