package io.postern.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Deletes what the inbox need not remember any more. Kafka can hand over an event for as long as its topic keeps it, 30 days,
 * and somewhat longer, because it deletes whole segments of up to 7 days; a compacted topic hands over the latest event of a
 * subject for ever. Neither can have its effect again once its row is gone: the version guard keeps its rows, and an event
 * that was received has no higher version than its guard. The audit service, which has no guard, keeps one leaf an event id.
 */
final class InboxRetention {
    private static final Duration TOPIC_RETENTION = Duration.ofDays(30);
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);
    static final Duration KEPT = TOPIC_RETENTION.plus(LONGEST_SEGMENT).plusDays(1);

    /** Rows that another instance is deleting at this moment are its own. */
    private static final String DELETE = """
            DELETE FROM inbox WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM inbox WHERE received_at < clock_timestamp() - make_interval(secs => ?)
              ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED))""";

    private final Connection connection;

    InboxRetention(Connection connection) {
        this.connection = connection;
    }

    void deleteForgettable(int limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setDouble(1, KEPT.toSeconds());
            delete.setInt(2, limit);
            delete.executeUpdate();
        }
    }
}
