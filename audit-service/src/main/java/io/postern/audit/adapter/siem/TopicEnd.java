package io.postern.audit.adapter.siem;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.NoteVerifier;
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

    /** Behind so many that are not of this log a person must look. */
    private static final int LOOKED_AT_MOST = 30_000;

    private static final Comparator<LastTold> LARGEST =
            Comparator.<LastTold>comparingLong(told -> told.checkpoint().size()).thenComparingLong(LastTold::index);

    private final NoteVerifier log;
    private final Map<String, Object> config = new HashMap<>();
    private final TopicPartition partition;
    private final Duration patience;

    TopicEnd(Map<String, Object> given, String topic, NoteVerifier log, Duration patience) {
        this.log = log;
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

    /** Looks further and further back until there is a record of this log, or nothing is left to look at. */
    Optional<LastTold> last() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> it = List.of(partition);
            consumer.assign(it);
            long end = consumer.endOffsets(it).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(it).getOrDefault(partition, 0L);
            long to = end;
            for (int looked = LOOKED_AT; looked <= LOOKED_AT_MOST && to > begin; looked *= 10) {
                long from = Math.max(begin, end - looked);
                Optional<LastTold> newest = newest(consumer, from, to);
                if (newest.isPresent()) {
                    return newest;
                }
                to = from;
            }
            if (to > begin) {
                throw new LogRefused("the last " + (end - to) + " records of " + partition.topic()
                        + " are not of this log, so that it cannot be held against what was told");
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw new SiemUnavailable("Kafka does not say what " + partition.topic() + " holds", e);
        }
    }

    /** What has the largest checkpoint among the records from this offset and below that. */
    private Optional<LastTold> newest(KafkaConsumer<String, byte[]> consumer, long from, long to) {
        ToldRecords records = new ToldRecords(log);
        Optional<LastTold> newest = Optional.empty();
        long foreign = 0;
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(partition) < to) {
            if (System.nanoTime() - deadline > 0) {
                throw new SiemUnavailable("the end of " + partition.topic() + " cannot be read in time");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to) {
                    Optional<LastTold> told = records.read(record.value());
                    foreign += told.isEmpty() ? 1 : 0;
                    newest = Stream.concat(newest.stream(), told.stream()).max(LARGEST);
                }
            }
        }
        if (foreign > 0) {
            LOG.warnf(
                    "somebody else has written to %s: %d records from offset %d to %d are not signed by this log",
                    partition.topic(), foreign, from, to - 1);
        }
        return newest;
    }
}
