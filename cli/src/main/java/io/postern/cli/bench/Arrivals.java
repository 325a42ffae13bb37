package io.postern.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When each request and each approval was seen on its topic, and what was opened, by a plain consumer that does nothing else. */
final class Arrivals implements AutoCloseable {
    /**
     * The instants of one record, in nanoseconds of one clock: when its writer committed it and when it sent it, to the
     * millisecond, and when it was seen.
     */
    record Arrival(long told, long sent, long seen) {}

    private static final List<String> TOPICS = List.of("postern.requests", "postern.approvals", "postern.enforcement");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What turns {@link System#nanoTime()} into nanoseconds since 1970. */
    private static final long EPOCH = epoch();

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Arrival> submitted = new ConcurrentHashMap<>();
    private final Map<String, Arrival> approved = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> lapsed = ConcurrentHashMap.newKeySet();
    private final Map<String, String> opened = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = new Thread(this::run, "arrivals");
    private volatile boolean closing;

    /** Sees everything that is written from now on. */
    Arrivals(String bootstrap) {
        consumer = consumer(bootstrap);
        assignEnds(consumer, TOPICS);
        thread.start();
    }

    static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    static void assignEnds(KafkaConsumer<String, byte[]> consumer, List<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** An instant of this process in the clock of the arrivals. */
    static long epochNanos(long nanoTime) {
        return nanoTime + EPOCH;
    }

    Arrival submitted(String request) {
        return submitted.getOrDefault(request, new Arrival(0, 0, 0));
    }

    Arrival approved(String request) {
        return approved.getOrDefault(request, new Arrival(0, 0, 0));
    }

    /** The grant that was opened for a request; empty while none is. */
    String grant(String request) {
        return opened.getOrDefault(request, "");
    }

    /** Whether what was opened for a request is gone again. */
    boolean isClosed(String request) {
        return closed.contains(request);
    }

    int lapses() {
        return lapsed.size();
    }

    /** Returns once each of these requests was seen as approved, or as waiting for approvers. */
    void awaitAnswered(Collection<String> requests) {
        await(() -> requests.stream()
                .filter(request -> !approved.containsKey(request) && !asked.contains(request))
                .count());
    }

    void awaitLapses(int all) {
        await(() -> Math.max(0L, all - lapsed.size()));
    }

    private static void await(LongSupplier missing) {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); missing.getAsLong() > 0; ) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(missing.getAsLong() + " requests were not answered in time; see the logs.");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void run() {
        while (!closing) {
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(100));
            long seen = epochNanos(System.nanoTime());
            records.forEach(record -> note(record, seen));
        }
        consumer.close();
    }

    private void note(ConsumerRecord<String, byte[]> record, long seen) {
        try {
            JsonNode event = json.readTree(record.value());
            String type = event.path("type").asText();
            Arrival arrival = new Arrival(
                    nanos(Instant.parse(event.path("time").asText())), record.timestamp() * 1_000_000, seen);
            if (type.startsWith("io.postern.request.submitted.")) {
                submitted.putIfAbsent(record.key(), arrival);
            } else if (type.startsWith("io.postern.approval.approved.")) {
                approved.putIfAbsent(record.key(), arrival);
            } else if (type.startsWith("io.postern.approval.needed.")) {
                asked.add(record.key());
            } else if (type.startsWith("io.postern.approval.lapsed.")) {
                lapsed.add(record.key());
            } else if (type.startsWith("io.postern.enforcement.rules-applied.")) {
                opened.putIfAbsent(
                        record.key(), event.path("data").path("grantId").asText());
            } else if (type.startsWith("io.postern.enforcement.rules-removed.")) {
                closed.add(record.key());
            }
        } catch (IOException e) {
            throw new CommandFailure("A record on " + record.topic() + " is no JSON: " + e.getMessage(), e);
        }
    }

    private static long epoch() {
        return nanos(Instant.now()) - System.nanoTime();
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
