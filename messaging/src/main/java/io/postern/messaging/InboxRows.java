package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** What one consumer remembers of the events that it received. Every method needs the current transaction. */
final class InboxRows {
    private static final String RECEIVED =
            "INSERT INTO inbox (consumer, event_id) VALUES (?, ?) ON CONFLICT (consumer, event_id) DO NOTHING";

    /** An event not received before, and newer than what was seen. Gaps are accepted: a compacted topic holds the latest alone. */
    private static final String RECEIVED_NEWER = """
            WITH received AS (
              INSERT INTO inbox (consumer, event_id) VALUES (?, ?) ON CONFLICT (consumer, event_id) DO NOTHING RETURNING 1)
            INSERT INTO inbox_subject AS seen (consumer, topic, source, subject, version)
            SELECT ?, ?, ?, ?, ?::bigint FROM received
            ON CONFLICT (consumer, topic, source, subject)
            DO UPDATE SET version = excluded.version WHERE seen.version < excluded.version""";

    private static final String RECEIVED_ALL = """
            INSERT INTO inbox (consumer, event_id) SELECT ?, event_id FROM unnest(?::text[]) AS event (event_id)
            ON CONFLICT (consumer, event_id) DO NOTHING RETURNING event_id""";

    private static final String QUARANTINE = """
            INSERT INTO quarantine (consumer, topic, partition, record_offset, value, because)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (consumer, topic, partition, record_offset) DO NOTHING""";

    private final DataSource database;
    private final String consumer;

    InboxRows(DataSource database, String consumer) {
        this.database = database;
        this.consumer = consumer;
    }

    /** Remembers the event; false if it was remembered already. */
    boolean isNew(Envelope envelope) throws SQLException {
        return changed(RECEIVED, consumer, envelope.id().value());
    }

    /** Remembers the event and its version; false if it was remembered already, or as high a version of its subject was. */
    boolean isNewAndNewer(Topic topic, Envelope envelope) throws SQLException {
        return changed(
                RECEIVED_NEWER,
                consumer,
                envelope.id().value(),
                consumer,
                topic.wireName(),
                envelope.source().wireName(),
                envelope.subject(),
                envelope.version());
    }

    /** Remembers these events; which of them were not remembered already. */
    Set<String> unseen(Collection<String> eventIds) throws SQLException {
        Set<String> unseen = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RECEIVED_ALL)) {
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("text", eventIds.toArray(String[]::new)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    unseen.add(rows.getString(1));
                }
            }
        }
        return unseen;
    }

    /** Keeps a record's bytes; false if they are kept already. */
    boolean setAside(RecordPlace place, byte[] raw, String because) throws SQLException {
        return changed(QUARANTINE, consumer, place.topic().wireName(), place.partition(), place.offset(), raw, because);
    }

    private boolean changed(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        }
    }
}
