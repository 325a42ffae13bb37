package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to the topics that they belong to. */
final class Feed implements AutoCloseable {
    private static final TopicPartition TOLD = new TopicPartition("postern.audit", 0);

    private final Lives lives = new Lives();
    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    Feed(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        1 << 26),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** So many events, as fast as the broker takes them; returns once it has them all. */
    void send(int events) {
        Future<?> last = null;
        for (int i = 0; i < events; i++) {
            last = producer.send(record(lives.next()));
        }
        producer.flush();
        if (last != null) {
            await(last);
        }
    }

    /** One event, at once; its id. */
    String sendOne() {
        Lives.Event event = lives.next();
        producer.send(record(event));
        return event.id();
    }

    /** Forgets what a SIEM was told of a trail that is no more. */
    void forgetTold() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await(admin.deleteRecords(Map.of(TOLD, RecordsToDelete.beforeOffset(-1)))
                    .all());
        }
    }

    private static ProducerRecord<String, byte[]> record(Lives.Event event) {
        return new ProducerRecord<>(event.topic(), event.key(), event.value());
    }

    private static void await(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new CommandFailure("Kafka refused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while measuring.", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
