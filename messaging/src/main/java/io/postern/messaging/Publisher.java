package io.postern.messaging;

import io.postern.contracts.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
            List<OutboxRows.Row> acknowledged, @Nullable Throwable failure) {}

    private final Map<String, Object> config;
    private final Duration patience;
    private final Refusals refusals = new Refusals();
    /** How many each topic has, as this producer knows them. */
    private final Map<String, Integer> partitions = new HashMap<>();

    private @Nullable KafkaProducer<String, byte[]> producer;

    Publisher(RelaySettings settings, Map<String, Object> given) {
        patience = settings.deliveryTimeout();
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

    /** The subjects of which nothing can be sent for now, because Kafka refused an earlier event, or would refuse it. */
    Set<String> waiting() {
        refusals.forgetWhenOver(System.nanoTime());
        return refusals.subjects();
    }

    /**
     * Sends rows in waves in which every subject occurs once: the next event of a subject leaves after the one before
     * it was acknowledged, so that no failure inside the producer can let it overtake. A subject of which an event was
     * refused or left out gets no further, while the others go on with the same producer, of which nothing of theirs is in
     * flight between waves. What was refused for lack of time and arrives all the same is sent once more before what follows it.
     * After a refusal no wave begins later than a delivery may take.
     */
    Outcome publish(List<OutboxRows.Row> rows) {
        long begun = System.nanoTime();
        List<OutboxRows.Row> acknowledged = new ArrayList<>();
        @Nullable Throwable failure = null;
        try {
            List<OutboxRows.Row> left = rows;
            while (!left.isEmpty() && (failure == null || System.nanoTime() - begun < patience.toNanos())) {
                List<OutboxRows.Row> later = new ArrayList<>();
                @Nullable Throwable refused = sendWave(wave(left, later), acknowledged);
                failure = failure == null ? refused : failure;
                left = later;
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (KafkaException | IllegalStateException e) {
            failure = e;
        }
        return outcome(acknowledged, failure, begun);
    }

    private Outcome outcome(List<OutboxRows.Row> acknowledged, @Nullable Throwable failure, long begun) {
        if (!acknowledged.isEmpty()) {
            refusals.othersGoOn();
        }
        if (failure != null) {
            close();
            long now = System.nanoTime();
            refusals.cost(Duration.ofNanos(now - begun), now);
        }
        return new Outcome(acknowledged, failure);
    }

    /** The first row of each subject that does not have to wait; its others are for later. */
    private Collection<OutboxRows.Row> wave(List<OutboxRows.Row> rows, List<OutboxRows.Row> later) {
        Map<String, OutboxRows.Row> wave = new LinkedHashMap<>();
        for (OutboxRows.Row row : rows) {
            if (!refusals.hold(row) && wave.putIfAbsent(row.subject(), row) != null) {
                later.add(row);
            }
        }
        return wave.values();
    }

    /** Sends what can be sent, waits for all of it, and answers what was refused first. */
    private @Nullable Throwable sendWave(Collection<OutboxRows.Row> wave, List<OutboxRows.Row> acknowledged)
            throws InterruptedException {
        @Nullable Throwable failure = null;
        Map<OutboxRows.Row, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (OutboxRows.Row row : wave) {
            if (refusals.hold(row)) { // its topic is not there: that took long enough to find out once
                continue;
            }
            Future<RecordMetadata> future = open().send(record(row));
            if (future.state() == Future.State.FAILED) {
                refusals.add(row, future.exceptionNow(), 0);
                failure = failure == null ? future.exceptionNow() : failure;
            } else {
                sent.put(row, future);
                partitions.computeIfAbsent(
                        row.topic(), topic -> open().partitionsFor(topic).size());
            }
        }
        for (Map.Entry<OutboxRows.Row, Future<RecordMetadata>> each : sent.entrySet()) {
            OutboxRows.Row row = each.getKey();
            try {
                each.getValue().get();
                acknowledged.add(row);
            } catch (ExecutionException refused) { // the others are of other subjects
                refusals.add(row, each.getValue().exceptionNow(), partitions.getOrDefault(row.topic(), 0));
                failure = failure == null ? refused : failure;
            }
        }
        return failure;
    }

    private static ProducerRecord<String, byte[]> record(OutboxRows.Row row) {
        RecordHeader contentType =
                new RecordHeader("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        return new ProducerRecord<>(row.topic(), null, null, row.subject(), row.value(), List.of(contentType));
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
        partitions.clear();
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
