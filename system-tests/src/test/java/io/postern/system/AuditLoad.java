package io.postern.system;

import io.postern.contracts.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the trail of one thing after the other at a steady pace, of some twice, and now and then sends what is no event. */
final class AuditLoad implements AutoCloseable {
    static final int A_SECOND = 120;
    private static final int REMEMBERED = 300;
    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));

    /** Marks what is no event, for whoever counts afterwards. */
    static final String POISON = "poison";

    /** The events that Kafka said it took. */
    final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** What Kafka may have taken or not. */
    private final Queue<ProducerRecord<String, byte[]>> doubtful = new ConcurrentLinkedQueue<>();

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
        while (!doubtful.isEmpty()) {
            send(doubtful.remove());
            producer.flush();
        }
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
        if (!doubtful.isEmpty()) {
            send(doubtful.remove());
        } else if (kind < 2) {
            send(record(events.poison(), List.of(CONTENT_TYPE, new RecordHeader(POISON, new byte[0]))));
        } else if (kind < 10 && !lately.isEmpty()) {
            send(record(lately.get(random.nextInt(lately.size())), List.of(CONTENT_TYPE)));
        } else {
            AuditEvents.Record fresh = events.next();
            lately.add(fresh);
            if (lately.size() > REMEMBERED) {
                lately.removeFirst();
            }
            send(record(fresh, List.of(CONTENT_TYPE)));
        }
    }

    private static ProducerRecord<String, byte[]> record(AuditEvents.Record record, List<Header> headers) {
        return new ProducerRecord<>(record.topic().wireName(), null, null, record.key(), record.value(), headers);
    }

    /** What failed is sent again, as a relay does, and then may be there twice. */
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (place, failure) -> {
            if (failure != null) {
                doubtful.add(record);
            } else if (record.headers().lastHeader(POISON) == null) {
                taken.add(OnTopics.id(record.value()));
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
