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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /**
     * The same for many subjects, each with as many versions as it has events, of which the last is answered. The subjects
     * are locked in one order, so that two such statements never wait for each other.
     */
    private static final String LAST_VERSIONS = """
            INSERT INTO outbox_subject (source, subject, version)
            SELECT ?, subject, ? - 1 + events FROM unnest(?::text[], ?::bigint[]) AS named (subject, events) ORDER BY subject
            ON CONFLICT (source, subject)
            DO UPDATE SET version = greatest(outbox_subject.version + 1 + excluded.version - ?, excluded.version)
            RETURNING subject, version""";

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

    /** Adds events to the current transaction, in two statements however many they are. */
    public void append(List<? extends PosternEvent> events) {
        transactions.afterCommit(wake);
        Map<String, Long> counts =
                events.stream().collect(Collectors.groupingBy(PosternEvent::subject, Collectors.counting()));
        try (Connection connection = database.getConnection()) {
            Map<String, Long> next = new HashMap<>();
            lastVersions(connection, counts)
                    .forEach((subject, last) -> next.put(subject, last + 1 - counts.getOrDefault(subject, 0L)));
            List<OutboxRow> rows = new ArrayList<>();
            for (PosternEvent event : events) {
                long version = next.merge(event.subject(), 1L, Long::sum) - 1;
                rows.add(OutboxRow.of(new Envelope(EventId.next(), source, version, clock.instant(), event)));
            }
            insert(connection, rows);
        } catch (SQLException e) {
            throw new DatabaseFailure("events could not be written to the outbox", e);
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

    /**
     * The next events of subjects, known or new, to be written by the caller within a transaction, those of them that turn out
     * to be true. They are made before it, by whichever thread has the time.
     */
    public NextEvents next(List<? extends PosternEvent> events) {
        return new NextEvents(source, firstVersion(), clock.instant(), events, () -> transactions.afterCommit(wake));
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

    private Map<String, Long> lastVersions(Connection connection, Map<String, Long> counts) throws SQLException {
        List<String> subjects = List.copyOf(counts.keySet());
        try (PreparedStatement numbers = connection.prepareStatement(LAST_VERSIONS)) {
            long first = firstVersion();
            numbers.setString(1, source.wireName());
            numbers.setLong(2, first);
            numbers.setArray(3, connection.createArrayOf("text", subjects.toArray(String[]::new)));
            numbers.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", subjects.stream().map(counts::get).toArray(Long[]::new)));
            numbers.setLong(5, first);
            try (ResultSet rows = numbers.executeQuery()) {
                Map<String, Long> versions = new HashMap<>();
                while (rows.next()) {
                    versions.put(rows.getString(1), rows.getLong(2));
                }
                return versions;
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

    private static void insert(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OutboxColumns.INSERT)) {
            new OutboxColumns(rows, insert, 1).ofEvent();
            insert.executeUpdate();
        }
    }
}
