package io.postern.messaging;

import io.postern.contracts.event.Topic;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in Kafka. */
record RecordPlace(Topic topic, int partition, long offset) {
    static RecordPlace of(ConsumerRecord<?, ?> record) {
        Topic topic = Arrays.stream(Topic.values())
                .filter(known -> known.wireName().equals(record.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a topic of Postern: " + record.topic()));
        return new RecordPlace(topic, record.partition(), record.offset());
    }

    @Override
    public String toString() {
        return topic.wireName() + "/" + partition + "/" + offset;
    }
}
