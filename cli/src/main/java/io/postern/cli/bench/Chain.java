package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The yardstick: what some hops over the same broker take when nobody decides anything and nothing is kept in a database. */
final class Chain {
    private static final int PARTITIONS = 12;
    private static final byte[] VALUE = new byte[700];
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final List<String> topics;
    private volatile boolean done;

    Chain(String bootstrap, int hops) {
        this.bootstrap = bootstrap;
        this.topics = IntStream.rangeClosed(1, hops)
                .mapToObj(hop -> "bench.hop-" + hop + "-of-" + hops)
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new CommandFailure("Topics for the yardstick could not be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while measuring.", e);
        }
    }

    /** Records sent at a steady rate, each timed until it comes out of the last hop. */
    Sample run(double perSecond, Duration length) {
        int records = (int) Math.round(perSecond * length.toNanos() / 1e9);
        Map<String, Long> took = new ConcurrentHashMap<>();
        Map<String, Long> sent = new ConcurrentHashMap<>();
        done = false;
        List<Thread> hops = new ArrayList<>();
        for (int hop = 1; hop < topics.size(); hop++) {
            String next = topics.get(hop);
            hops.add(listener(
                    topics.get(hop - 1),
                    (record, to) -> to.send(new ProducerRecord<>(next, record.key(), record.value()))));
        }
        hops.add(listener(
                topics.getLast(),
                (record, _) -> took.put(
                        record.key(), System.nanoTime() - sent.getOrDefault(record.key(), System.nanoTime()))));
        try (KafkaProducer<String, byte[]> producer = producer()) {
            long begin = System.nanoTime() + Duration.ofMillis(100).toNanos();
            for (int i = 0; i < records; i++) {
                parkUntil(begin + Math.round(i * 1e9 / perSecond));
                String key = System.nanoTime() + "-" + i;
                sent.put(key, System.nanoTime());
                producer.send(new ProducerRecord<>(topics.getFirst(), key, VALUE));
            }
            for (long last = System.nanoTime() + PATIENCE.toNanos(); took.size() < records; ) {
                if (System.nanoTime() > last) {
                    throw new CommandFailure("The yardstick lost records; see the log of Kafka.");
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } finally {
            done = true;
            hops.forEach(Chain::join);
        }
        return new Sample(took.values().stream().mapToLong(nanos -> nanos).toArray(), 0, 0, length.toSeconds());
    }

    static void parkUntil(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
    }

    private interface Step {
        void take(ConsumerRecord<String, byte[]> record, KafkaProducer<String, byte[]> to);
    }

    private Thread listener(String topic, Step step) {
        CountDownLatch listening = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try (KafkaConsumer<String, byte[]> consumer = Arrivals.consumer(bootstrap);
                            KafkaProducer<String, byte[]> producer = producer()) {
                        Arrivals.assignEnds(consumer, List.of(topic));
                        listening.countDown();
                        while (!done) {
                            consumer.poll(Duration.ofMillis(100)).forEach(record -> step.take(record, producer));
                        }
                    }
                },
                "chain-" + topic);
        thread.start();
        try {
            listening.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread;
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
