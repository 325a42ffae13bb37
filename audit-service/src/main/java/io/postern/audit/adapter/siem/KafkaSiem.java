package io.postern.audit.adapter.siem;

import io.postern.audit.app.siem.Form;
import io.postern.audit.app.siem.Siem;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.NoteVerifier;
import io.postern.audit.domain.siem.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic that SIEMs read: one partition, the leaf's index as key. Records leave in waves, each of them one batch of the
 * producer, which Kafka takes as a whole or not at all; the next leaves after it was acknowledged. So no failure inside the
 * producer lets a leaf overtake another. After a failure a new producer starts over.
 */
public final class KafkaSiem implements Siem {
    private static final int WAVE_BYTES = 256 * 1024;

    private final Map<String, Object> config;
    private final String topic;
    private final Form form;
    private final TopicEnd end;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /**
     * @param log whose records of the topic are believed
     * @param patience how long to wait for an answer, and much longer than a wave takes to be put together
     */
    public KafkaSiem(Map<String, Object> given, String topic, Form form, NoteVerifier log, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        this.config = new HashMap<>(given);
        this.topic = topic;
        this.form = form;
        this.end = new TopicEnd(given, topic, log, patience);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 2 * WAVE_BYTES);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Nothing leaves before it is flushed.
        config.put(ProducerConfig.LINGER_MS_CONFIG, millis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * millis);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    }

    @Override
    public Optional<LastTold> last() {
        return end.last();
    }

    @Override
    public void tell(List<Told> leaves) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> wave = new ArrayList<>();
        int bytes = 0;
        for (Told told : leaves) {
            byte[] record = form.of(told);
            if (bytes + record.length > WAVE_BYTES && !wave.isEmpty()) {
                send(wave);
                wave.clear();
                bytes = 0;
            }
            wave.add(new ProducerRecord<>(topic, 0, String.valueOf(told.leaf().index()), record));
            bytes += record.length;
        }
        send(wave);
    }

    private void send(List<ProducerRecord<String, byte[]>> wave) throws InterruptedException {
        try {
            KafkaProducer<String, byte[]> open = open();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<String, byte[]> record : wave) {
                Future<RecordMetadata> taken = open.send(record);
                if (taken.isDone()) { // before the flush only a refusal is; what follows it must not leave without it
                    taken.get();
                }
                sent.add(taken);
            }
            open.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException | InterruptException e) {
            close();
            Thread.interrupted();
            throw new InterruptedException("interrupted while Kafka was to take records");
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            close();
            throw new SiemUnavailable("Kafka does not take records for " + topic, e);
        }
    }

    private KafkaProducer<String, byte[]> open() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(config);
            producer = open;
        }
        return open;
    }

    @Override
    public void close() {
        KafkaProducer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
