package io.postern.audit.adapter.kafka;

import io.postern.messaging.Inbox;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * From where events are read: from where the trail ends, which its own database knows. What Kafka has as committed would, after
 * that database was restored or failed over, pass over the events that it lost.
 */
@Singleton
@Identifier(EventPlaces.GROUP)
public final class EventPlaces implements KafkaConsumerRebalanceListener {
    static final String GROUP = "audit-service";

    private static final Logger LOG = System.getLogger(EventPlaces.class.getName());

    private final Inbox inbox;

    public EventPlaces(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> known = goTo(consumer, partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        known.forEach((partition, next) -> {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) { // a topic that Kafka lost and that began anew
                consumer.seekToBeginning(List.of(partition));
            } else if (next < offset.offset()) {
                LOG.log(
                        Level.INFO,
                        "{0} is read again from {1,number,0} on, though Kafka knows of {2,number,0} as taken in",
                        partition,
                        next,
                        offset.offset());
            }
        });
    }

    /** Has these partitions read from where the trail ends, if it knows them; only on the thread that polls. */
    Map<TopicPartition, Long> goTo(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> known = inbox.positions();
        known.keySet().retainAll(partitions);
        known.forEach(consumer::seek);
        List<TopicPartition> unknown = partitions.stream()
                .filter(partition -> !known.containsKey(partition))
                .toList();
        if (!unknown.isEmpty()) { // none would mean all
            consumer.seekToBeginning(unknown);
        }
        return known;
    }
}
