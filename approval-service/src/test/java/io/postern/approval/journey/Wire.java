package io.postern.approval.journey;

import static org.assertj.core.api.Assertions.fail;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services' end of Kafka. */
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Envelope> seen = new ArrayList<>();

    Wire() {
        Object servers = Tokens.setting("kafka.bootstrap.servers");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topic.APPROVALS, Topic.OBSERVATIONS)
                .flatMap(topic -> consumer.partitionsFor(topic.wireName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Tells an event of request-service, as often as said: redelivery is normal. */
    void tell(PosternEvent event, long version, int times) {
        byte[] value =
                codec.encode(new Envelope(EventId.next(), Source.REQUEST_SERVICE, version, Instant.now(), event));
        for (int i = 0; i < times; i++) {
            producer.send(new ProducerRecord<>(Topic.REQUESTS.wireName(), event.subject(), value));
        }
        producer.flush();
    }

    /** Brings records to the topic that bots write; the subjects that their quarantine would be told under. */
    List<String> bring(List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        return sent.stream()
                .map(Future::resultNow)
                .map(place ->
                        "approval-service.decisions/" + place.topic() + "/" + place.partition() + "/" + place.offset())
                .toList();
    }

    /** Everything of a type that was told so far, once it is enough. */
    <E extends PosternEvent> List<E> all(Class<E> type, Predicate<E> wanted, int enough) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            List<E> found = seen.stream()
                    .map(Envelope::event)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .toList();
            if (found.size() >= enough) {
                return found;
            }
            if (Instant.now().isAfter(deadline)) {
                fail("only " + found.size() + " of " + enough + " " + type.getSimpleName());
            }
            poll(Duration.ofMillis(100));
        }
    }

    /** Tells what the enforcer sees. */
    void tell(VmAssessed event) {
        byte[] value = codec.encode(new Envelope(EventId.next(), Source.ENFORCER_SERVICE, 1, Instant.now(), event));
        producer.send(new ProducerRecord<>(Topic.INVENTORY.wireName(), event.subject(), value));
        producer.flush();
    }

    /** Waits for an event about the subject. */
    <E extends PosternEvent> E next(Class<E> type, String subject) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (PosternEvent event : about(subject)) {
                if (type.isInstance(event)) {
                    return type.cast(event);
                }
            }
            poll(Duration.ofMillis(100));
        }
        return fail("no " + type.getSimpleName() + " about " + subject + "; seen: " + seen);
    }

    /** All that was told about the subject so far, after listening a little longer. */
    List<PosternEvent> allAbout(String subject) {
        poll(Duration.ofMillis(700));
        return about(subject);
    }

    private List<PosternEvent> about(String subject) {
        return seen.stream()
                .map(Envelope::event)
                .filter(event -> event.subject().equals(subject))
                .toList();
    }

    private void poll(Duration wait) {
        consumer.poll(wait).forEach(message -> {
            Topic topic = message.topic().equals(Topic.APPROVALS.wireName()) ? Topic.APPROVALS : Topic.OBSERVATIONS;
            switch (codec.decode(topic, message.value())) {
                case Decoded.Event(Envelope envelope) -> seen.add(envelope);
                case Decoded.Unreadable(String because) -> fail(because);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
