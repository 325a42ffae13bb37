package io.postern.system;

import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who can write to every topic. */
final class Bus implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    Bus(Stack stack) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.processes.addresses().of(ProcessName.KAFKA)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(Topic topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic.wireName(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
