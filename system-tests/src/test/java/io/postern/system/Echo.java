package io.postern.system;

import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends every record of every topic a second time, as a broker that delivers twice would. */
final class Echo implements AutoCloseable {
    private static final String MARK = "echo";

    private final String bootstrap;
    private final AtomicLong echoed = new AtomicLong();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "echo");
    private volatile boolean closing;

    Echo(Stack stack) throws InterruptedException {
        bootstrap = stack.processes.addresses().of(ProcessName.KAFKA);
        thread.start();
        listening.await();
    }

    long echoed() {
        return echoed.get();
    }

    private void run() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
        try (KafkaConsumer<String, byte[]> in =
                        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<String, byte[]> out =
                        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            in.assign(partitions(in));
            in.seekToEnd(List.of());
            in.assignment().forEach(in::position);
            listening.countDown();
            while (!closing) {
                in.poll(Duration.ofMillis(50)).forEach(record -> echo(record, out));
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> in) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.AUDIT)
                .flatMap(topic -> in.partitionsFor(topic.wireName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void echo(ConsumerRecord<String, byte[]> record, KafkaProducer<String, byte[]> out) {
        if (record.headers().lastHeader(MARK) == null) {
            ProducerRecord<String, byte[]> copy = new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value(), record.headers());
            copy.headers().add(MARK, new byte[0]);
            out.send(copy);
            echoed.incrementAndGet();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
