package io.postern.system;

import io.postern.cli.stack.ProcessName;
import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is told on one topic from now on. A record that comes twice is one event: its id says so. */
final class Told implements AutoCloseable {
    private final EventCodec codec = new EventCodec();
    private final Topic topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<EventId, Envelope> events = new LinkedHashMap<>();

    Told(Stack stack, Topic topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.processes.addresses().of(ProcessName.KAFKA)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(topic.wireName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /** Reads what has come meanwhile. */
    void read() {
        consumer.poll(Duration.ofMillis(10)).forEach(this::note);
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (codec.decode(topic, record.value()) instanceof Decoded.Event(Envelope envelope)) {
            events.putIfAbsent(envelope.id(), envelope);
        }
    }

    /** Everything of one kind so far. */
    <E extends PosternEvent> List<E> all(Class<E> type) {
        return events().map(Envelope::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Stream<Envelope> events() {
        return events.values().stream();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
