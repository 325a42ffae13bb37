package io.postern.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is asked and what came of it, from the two topics, from their beginning. A bot that lives longer keeps what it read,
 * and a consumer group of its own.
 */
final class Topics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    Topics(BotSettings settings) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", settings.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
        partitions = Stream.of("postern.requests", "postern.approvals")
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything that is there by now. */
    List<JsonNode> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<JsonNode> events = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            events.addAll(next(Duration.ofMillis(200)));
        }
        return events;
    }

    /** What comes next, if anything does for so long. */
    List<JsonNode> next(Duration patience) {
        List<JsonNode> events = new ArrayList<>();
        consumer.poll(patience).forEach(record -> {
            try {
                events.add(JSON.readTree(record.value()));
            } catch (IOException _) {
                System.err.println("a record of " + record.topic() + " is no JSON, and is passed over");
            }
        });
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
