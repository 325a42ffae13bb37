package io.postern.enforcer.adapter.kafka;

import io.postern.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to the topics that the enforcer acts on. */
@Singleton
public final class EventListener {
    private final Inbox inbox;
    private final Reactions reactions;

    public EventListener(Inbox inbox, Reactions reactions) {
        this.inbox = inbox;
        this.reactions = reactions;
    }

    @Incoming("events")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, reactions);
    }
}
