package io.postern.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The relay's view of the outbox table, over its own connection. */
final class OutboxRows {
    /** One event to publish. */
    record Row(long id, String topic, String subject, byte[] value) {}

    /** Some of what waits, in its order, and how many events of one shard that could be at most. */
    record Batch(List<Row> rows, int ofEach) {}

    /** The oldest of the shards in which any wait, as many of each, and how many of each that may be. */
    private static final String WAITING = """
            WITH busy AS MATERIALIZED (
              SELECT s.shard FROM unnest(?) AS s(shard)
              WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.shard = s.shard AND o.published_at IS NULL)),
            share AS MATERIALIZED (SELECT greatest(1, ? / greatest(1, count(*))) AS most FROM busy)
            SELECT o.id, o.topic, o.subject, o.value, (SELECT most FROM share)
            FROM busy CROSS JOIN LATERAL (
              SELECT id, topic, subject, value FROM outbox
              WHERE shard = busy.shard AND published_at IS NULL AND subject <> ALL (?)
              ORDER BY id LIMIT (SELECT most FROM share)) o
            ORDER BY o.id""";

    private static final String MARK = "UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY (?)";

    /** The first of each shard: one look into the index each, however many wait behind it. */
    private static final String OLDEST = """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(first.created_at)), 0) * 1000
            FROM generate_series(0, ?) AS s(shard) CROSS JOIN LATERAL (
              SELECT created_at FROM outbox o
              WHERE o.shard = s.shard::smallint AND o.published_at IS NULL ORDER BY o.id LIMIT 1) first""";

    /** Looks at the lowest ids alone: they are the oldest, and no other index is needed. */
    private static final String DELETE = """
            DELETE FROM outbox WHERE id IN (
              SELECT id FROM (SELECT id, published_at FROM outbox ORDER BY id LIMIT ?) lowest
              WHERE published_at < clock_timestamp() - make_interval(secs => ?))""";

    private final Connection connection;

    OutboxRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * The oldest events of these shards but for some subjects, in their order; of each shard as many as of the others, as far as
     * it has them.
     */
    Batch unpublished(Collection<Short> shards, Collection<String> except, int atMost) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            select.setArray(1, array("int2", shards));
            select.setInt(2, atMost);
            select.setArray(3, array("text", except));
            try (ResultSet rows = select.executeQuery()) {
                List<Row> found = new ArrayList<>();
                int ofEach = atMost;
                while (rows.next()) {
                    found.add(new Row(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBytes(4)));
                    ofEach = rows.getInt(5);
                }
                return new Batch(found, ofEach);
            }
        }
    }

    void markPublished(List<Row> published) throws SQLException {
        if (published.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(MARK)) {
            update.setArray(1, array("int8", published.stream().map(Row::id).toList()));
            update.executeUpdate();
        }
    }

    Duration oldestUnpublishedAge() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setInt(1, Shard.COUNT - 1);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return Duration.ofMillis(Math.max(0, rows.getLong(1)));
            }
        }
    }

    void deletePublishedBefore(Duration age, int limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setInt(1, limit);
            delete.setDouble(2, age.toSeconds());
            delete.executeUpdate();
        }
    }

    private Array array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
