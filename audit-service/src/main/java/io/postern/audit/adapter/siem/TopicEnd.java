package io.postern.audit.adapter.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.app.siem.SiemUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** The newest records of the topic: what was told last, even by an instance that could not remember it. */
final class TopicEnd {
    private static final Logger LOG = Logger.getLogger(TopicEnd.class);

    /** As many as are looked at: a record of somebody else, or one that was sent again, hides nothing. */
    private static final int LOOKED_AT = 300;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Object> config = new HashMap<>();
    private final TopicPartition partition;
    private final Duration patience;

    TopicEnd(Map<String, Object> given, String topic, Duration patience) {
        this.patience = patience;
        partition = new TopicPartition(topic, 0);
        given.forEach((name, value) -> {
            if (ConsumerConfig.configNames().contains(name)) {
                config.put(name, value);
            }
        });
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    }

    Optional<LastTold> last() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> it = List.of(partition);
            consumer.assign(it);
            long end = consumer.endOffsets(it).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(it).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(begin, end - LOOKED_AT));
            return newest(consumer, end);
        } catch (KafkaException e) {
            throw new SiemUnavailable("Kafka does not say what " + partition.topic() + " holds", e);
        }
    }

    private Optional<LastTold> newest(KafkaConsumer<String, byte[]> consumer, long end) {
        Optional<LastTold> newest = Optional.empty();
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new SiemUnavailable("the end of " + partition.topic() + " cannot be read in time");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                newest = Stream.concat(newest.stream(), told(record).stream())
                        .max(Comparator.comparingLong(LastTold::index));
            }
        }
        return newest;
    }

    private Optional<LastTold> told(ConsumerRecord<String, byte[]> record) {
        try {
            JsonNode postern = json.readTree(record.value()).at("/unmapped/postern");
            if (postern.path("leafIndex").canConvertToLong()
                    && postern.path("checkpoint").isTextual()) {
                return Optional.of(new LastTold(
                        postern.path("leafIndex").longValue(),
                        postern.path("checkpoint").textValue()));
            }
        } catch (IOException | IllegalArgumentException notJson) {
            LOG.debugf("offset %d of %s is no JSON", record.offset(), partition.topic());
        }
        LOG.warnf("somebody else has written to %s, at offset %d", partition.topic(), record.offset());
        return Optional.empty();
    }
}
