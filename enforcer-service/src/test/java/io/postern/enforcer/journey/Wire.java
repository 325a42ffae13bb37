package io.postern.enforcer.journey;

import static org.assertj.core.api.Assertions.fail;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' end of Kafka. */
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<PosternEvent> seen = new ArrayList<>();
    private long version = 1;

    Wire() {
        Object servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topic.ENFORCEMENT, Topic.INVENTORY, Topic.OBSERVATIONS)
                .flatMap(topic -> consumer.partitionsFor(topic.wireName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void tell(Source source, PosternEvent event) {
        tellAll(source, List.of(event));
    }

    void tellAll(Source source, List<? extends PosternEvent> events) {
        for (PosternEvent event : events) {
            Topic topic = EventType.of(event).topic();
            byte[] value = codec.encode(new Envelope(EventId.next(), source, version++, Instant.now(), event));
            producer.send(new ProducerRecord<>(topic.wireName(), event.subject(), value));
        }
        producer.flush();
    }

    <E extends PosternEvent> E next(Class<E> type, Predicate<E> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<E> found = seen.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            listen();
        }
        return fail("no such " + type.getSimpleName() + "; seen: " + seen);
    }

    /** Listens until what was seen is enough. */
    void until(BooleanSupplier enough) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!enough.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                fail("not enough was seen: " + seen);
            }
            listen();
        }
    }

    private void listen() {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            Topic topic = Stream.of(Topic.values())
                    .filter(known -> known.wireName().equals(record.topic()))
                    .findFirst()
                    .orElseThrow();
            if (codec.decode(topic, record.value()) instanceof Decoded.Event(Envelope envelope)) {
                seen.add(envelope.event());
            }
        });
    }

    /** Whatever was seen counts no more: what comes next is new. */
    void forget() {
        seen.clear();
    }

    <E extends PosternEvent> List<E> seen(Class<E> type) {
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
