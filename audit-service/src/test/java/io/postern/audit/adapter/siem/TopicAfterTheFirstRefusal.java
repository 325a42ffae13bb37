package io.postern.audit.adapter.siem;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Kafka that is found between two records: the producer gives up on the first, and would take the second. */
public final class TopicAfterTheFirstRefusal implements ProducerInterceptor<String, byte[]> {
    static final String TOPIC = "late";

    private Map<String, ?> config = Map.of();
    private boolean created;

    @Override
    public void configure(Map<String, ?> given) {
        config = given;
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, @Nullable Exception refusal) {
        if (refusal != null && !created) {
            created = true;
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.get("bootstrap.servers")))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            } catch (Exception e) {
                throw new IllegalStateException("the topic could not be created", e);
            }
        }
    }

    @Override
    public void close() {}
}
