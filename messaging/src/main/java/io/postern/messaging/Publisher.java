package io.postern.messaging;

import io.postern.contracts.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends outbox rows to Kafka; after a failure it starts over with a new producer, whose session knows of nothing. */
final class Publisher implements AutoCloseable {
    /** How far a batch came: the rows that Kafka acknowledged, and what stopped it. */
    record Outcome(
            List<OutboxRows.Row> acknowledged, @Nullable Exception failure) {}

    private final Map<String, Object> config;
    private @Nullable KafkaProducer<String, byte[]> producer;

    Publisher(RelaySettings settings, Map<String, Object> given) {
        int delivery = millis(settings.deliveryTimeout());
        config = new HashMap<>(given);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(settings.maxBlock()));
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(5_000, delivery));
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    }

    /**
     * Sends rows in waves in which every subject occurs once: the next event of a subject leaves after the one before
     * it was acknowledged, so that no failure inside the producer can let it overtake.
     */
    Outcome publish(List<OutboxRows.Row> rows) {
        List<OutboxRows.Row> acknowledged = new ArrayList<>();
        try {
            int start = 0;
            while (start < rows.size()) {
                int end = endOfWave(rows, start);
                sendWave(rows.subList(start, end), acknowledged);
                start = end;
            }
            return new Outcome(acknowledged, null);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            return failed(acknowledged, e);
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            return failed(acknowledged, e);
        }
    }

    private static int endOfWave(List<OutboxRows.Row> rows, int start) {
        Set<String> subjects = new HashSet<>();
        int end = start;
        while (end < rows.size() && subjects.add(rows.get(end).subject())) {
            end++;
        }
        return end;
    }

    private void sendWave(List<OutboxRows.Row> wave, List<OutboxRows.Row> acknowledged)
            throws InterruptedException, ExecutionException {
        KafkaProducer<String, byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (OutboxRows.Row row : wave) {
            sent.add(open.send(record(row)));
        }
        @Nullable ExecutionException failure = null;
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
                acknowledged.add(wave.get(i));
            } catch (ExecutionException refused) { // the others are of other subjects
                failure = failure == null ? refused : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static ProducerRecord<String, byte[]> record(OutboxRows.Row row) {
        RecordHeader contentType =
                new RecordHeader("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        return new ProducerRecord<>(row.topic(), null, null, row.subject(), row.value(), List.of(contentType));
    }

    private Outcome failed(List<OutboxRows.Row> acknowledged, Exception failure) {
        close();
        return new Outcome(acknowledged, failure);
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

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
