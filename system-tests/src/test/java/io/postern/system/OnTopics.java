package io.postern.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What Kafka holds in the end for the trail to take in; whatever a sender believes, this is what was told. */
final class OnTopics {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the first copy of an event stands. */
    record Place(String partition, long offset) {}

    /** The events by id, without the trail's own. */
    final Map<String, byte[]> told = new HashMap<>();

    final Map<String, Place> places = new HashMap<>();

    /** Topic, partition and offset of what can be no leaf. */
    final Set<String> poison = new HashSet<>();

    OnTopics(String bootstrap) {
        try (KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = Arrays.stream(Topic.values())
                    .filter(topic -> topic != Topic.AUDIT)
                    .flatMap(topic -> reader.partitionsFor(topic.wireName()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(200)).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.headers().lastHeader(AuditLoad.POISON) != null) {
            poison.add(record.topic() + " " + record.partition() + " " + record.offset());
        } else if (!source(record.value()).equals(Source.AUDIT_SERVICE.wireName())
                && told.putIfAbsent(id(record.value()), record.value()) == null) {
            places.put(id(record.value()), new Place(record.topic() + " " + record.partition(), record.offset()));
        }
    }

    static String id(byte[] event) {
        return field(event, "id");
    }

    private static String source(byte[] event) {
        return field(event, "source");
    }

    private static String field(byte[] event, String name) {
        try {
            return JSON.readTree(event).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
