package io.postern.messaging;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the observations topic of the broker all tests share, from its beginning, for a test's own subjects. */
final class TestTopic implements AutoCloseable {
    static final TestKafka KAFKA = new TestKafka();

    static {
        KAFKA.start();
    }

    private final EventCodec codec = new EventCodec();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final Predicate<String> mine;
    private final KafkaConsumer<String, byte[]> consumer;

    TestTopic(Predicate<String> mine) {
        this.mine = mine;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        Set<TopicPartition> partitions = Set.of(
                new TopicPartition(Topic.OBSERVATIONS.wireName(), 0),
                new TopicPartition(Topic.OBSERVATIONS.wireName(), 1));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static Relay relay(TestDatabase database, RelaySettings settings) {
        return new Relay(settings, database.connections(), Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    }

    /** Reads on until there are at least so many records. */
    List<ConsumerRecord<String, byte[]>> await(int atLeast) {
        Eventually.holds(atLeast + " records", () -> read().size() >= atLeast);
        return records;
    }

    /** All records so far. */
    List<ConsumerRecord<String, byte[]>> read() {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            if (mine.test(record.key())) {
                records.add(record);
            }
        });
        return records;
    }

    Envelope event(ConsumerRecord<String, byte[]> record) {
        return ((Decoded.Event) codec.decode(Topic.OBSERVATIONS, record.value())).envelope();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
