package io.postern.system;

import io.postern.contracts.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the trail of one thing after the other at a steady pace, of some twice, and now and then sends what is no event. */
final class AuditLoad implements AutoCloseable {
    static final int A_SECOND = 120;
    private static final int REMEMBERED = 300;
    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));

    /** Where the first copy of an event stands in Kafka. */
    record Place(String partition, long offset) {}

    /** The events that Kafka took, by id. */
    final Map<String, byte[]> told = new ConcurrentHashMap<>();

    final Map<String, Place> places = new ConcurrentHashMap<>();
    /** Topic, partition and offset of what can be no leaf. */
    final Queue<String> poison = new ConcurrentLinkedQueue<>();

    final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private final KafkaProducer<String, byte[]> producer;
    private final Random random;
    private final AuditEvents events;
    private final List<AuditEvents.Record> lately = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "audit-load");
    private volatile int sent;
    private volatile boolean ended;

    AuditLoad(String bootstrap, long seed) {
        random = new Random(seed);
        events = new AuditEvents(random);
        // Patient, as the relays of the services are by trying again.
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.block.ms", 120_000),
                new StringSerializer(),
                new ByteArraySerializer());
        thread.start();
    }

    /** How many records were given to the Kafka client so far. */
    int sent() {
        return sent;
    }

    /** Ends the load, and waits until Kafka has all of it. */
    void end() throws InterruptedException {
        ended = true;
        thread.join(TimeUnit.MINUTES.toMillis(2));
        producer.flush();
    }

    private void run() {
        long begun = System.nanoTime();
        while (!ended) {
            one();
            LockSupport.parkNanos(begun + sent * TimeUnit.SECONDS.toNanos(1) / A_SECOND - System.nanoTime());
        }
    }

    private void one() {
        int kind = random.nextInt(100);
        if (kind < 2) {
            send(
                    events.poison(),
                    (record, place) ->
                            poison.add(record.topic().wireName() + " " + place.partition() + " " + place.offset()));
        } else if (kind < 10 && !lately.isEmpty()) {
            send(lately.get(random.nextInt(lately.size())), (_, _) -> {});
        } else {
            AuditEvents.Record fresh = events.next();
            lately.add(fresh);
            if (lately.size() > REMEMBERED) {
                lately.removeFirst();
            }
            send(fresh, (record, place) -> {
                told.put(record.id().value(), record.value());
                places.put(record.id().value(), new Place(place.topic() + " " + place.partition(), place.offset()));
            });
        }
    }

    private interface Taken {
        void by(AuditEvents.Record record, RecordMetadata place);
    }

    private void send(AuditEvents.Record record, Taken taken) {
        ProducerRecord<String, byte[]> raw = new ProducerRecord<>(
                record.topic().wireName(), null, null, record.key(), record.value(), List.of(CONTENT_TYPE));
        producer.send(raw, (place, failure) -> {
            if (failure == null) {
                taken.by(record, place);
            } else {
                failures.add(failure.toString());
            }
        });
        sent++;
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        producer.close(Duration.ofSeconds(1));
    }
}
