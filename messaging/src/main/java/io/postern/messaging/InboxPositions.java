package io.postern.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one consumer has taken in each partition, as its database knows it: every record below is in. Where the database
 * went back, by a restore or a failover, so did this; Kafka's own offsets did not.
 */
final class InboxPositions {
    private static final String STORED = "SELECT topic, partition, next_offset FROM inbox_position WHERE consumer = ?";

    private static final String STORE = """
            INSERT INTO inbox_position (consumer, topic, partition, next_offset)
            SELECT ?, topic, partition, next_offset
            FROM unnest(?::text[], ?::integer[], ?::bigint[]) AS come (topic, partition, next_offset)
            ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset""";

    /** In one order always: two transactions that write the same rows do not wait for each other. */
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final DataSource database;
    private final String consumer;
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

    /** What a batch comes to: how far it leads, and whether the database forgot some of what came before it. */
    record Step(Map<TopicPartition, Long> to, boolean behind) {}

    InboxPositions(DataSource database, String consumer) {
        this.database = database;
        this.consumer = consumer;
    }

    Map<TopicPartition, Long> stored() throws SQLException {
        Map<TopicPartition, Long> stored = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(STORED)) {
            select.setString(1, consumer);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        return stored;
    }

    /**
     * Writes how far these records lead, in the transaction that takes them in. Not behind a gap: where the database knows of
     * less than was committed here before, what lies between is to come again first.
     */
    Step advance(List<RecordPlace> places) throws SQLException {
        Map<TopicPartition, Long> before = Map.copyOf(committed);
        Map<TopicPartition, Long> stored = stored();
        Map<TopicPartition, Long> first = new HashMap<>();
        Map<TopicPartition, Long> next = new TreeMap<>(ORDER);
        for (RecordPlace place : places) {
            TopicPartition partition = new TopicPartition(place.topic().wireName(), place.partition());
            first.merge(partition, place.offset(), Math::min);
            next.merge(partition, place.offset() + 1, Math::max);
        }
        boolean behind = before.entrySet().stream()
                .anyMatch(was -> !next.containsKey(was.getKey()) && knows(stored, was.getKey()) < was.getValue());
        behind |= next.keySet()
                .removeIf(partition -> knows(stored, partition) < before.getOrDefault(partition, 0L)
                        && knows(stored, partition) < first.getOrDefault(partition, 0L));
        if (!next.isEmpty()) {
            store(next);
        }
        return new Step(next, behind);
    }

    /** The transaction of this step has committed. */
    void committed(Step step) {
        committed.putAll(step.to());
    }

    private static long knows(Map<TopicPartition, Long> stored, TopicPartition partition) {
        return stored.getOrDefault(partition, 0L);
    }

    private void store(Map<TopicPartition, Long> next) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(STORE)) {
            Array topics = connection.createArrayOf(
                    "text", next.keySet().stream().map(TopicPartition::topic).toArray());
            Array partitions = connection.createArrayOf(
                    "integer",
                    next.keySet().stream().map(TopicPartition::partition).toArray());
            store.setString(1, consumer);
            store.setArray(2, topics);
            store.setArray(3, partitions);
            store.setArray(4, connection.createArrayOf("bigint", next.values().toArray()));
            store.executeUpdate();
        }
    }
}
