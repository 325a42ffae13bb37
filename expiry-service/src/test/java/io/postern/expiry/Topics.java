package io.postern.expiry;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as far as this one can tell: writes their events, reads its own. */
final class Topics implements AutoCloseable {
    private final EventCodec codec = new EventCodec();
    private final Deque<Envelope> seen = new ArrayDeque<>();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;

    Topics(String bootstrap, Topic from) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(from.wireName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    void send(Envelope envelope) throws Exception {
        send(envelope.type().topic(), envelope.subject(), codec.encode(envelope));
    }

    void send(Topic topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic.wireName(), key, value)).get();
    }

    /** The next event of the topic that is read. */
    Envelope next(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (seen.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no event within " + patience);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(10))) {
                Topic topic = Topic.valueOf(
                        record.topic().substring("postern.".length()).toUpperCase(Locale.ROOT));
                seen.add(((Decoded.Event) codec.decode(topic, record.value())).envelope());
            }
        }
        return seen.remove();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
