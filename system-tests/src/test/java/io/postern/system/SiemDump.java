package io.postern.system;

import io.postern.contracts.event.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything on the SIEM topic, as a file with a record a line. */
final class SiemDump {
    private static final TopicPartition ALL = new TopicPartition(Topic.AUDIT.wireName(), 0);

    private SiemDump() {}

    /** Writes the file; how many leaves have been told, or fewer when the reading is behind. */
    static long write(String bootstrap, Path file) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        long leaves = 0;
        try (KafkaConsumer<String, byte[]> siem = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            siem.assign(List.of(ALL));
            siem.seekToBeginning(List.of(ALL));
            long end = siem.endOffsets(List.of(ALL)).get(ALL);
            while (siem.position(ALL) < end) {
                for (ConsumerRecord<String, byte[]> record : siem.poll(Duration.ofSeconds(1))) {
                    lines.write(record.value());
                    lines.write('\n');
                    leaves = Math.max(leaves, Long.parseLong(record.key()) + 1);
                }
            }
        }
        Files.write(file, lines.toByteArray());
        return leaves;
    }
}
