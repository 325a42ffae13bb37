package io.postern.request.adapter.kafka;

import io.postern.messaging.Inbox;
import io.postern.request.app.FollowEvents;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings records of four topics through the inbox to the read model. */
@Singleton
public class EventListeners {
    private final Inbox inbox;
    private final FollowEvents follow;

    EventListeners(Inbox inbox, FollowEvents follow) {
        this.inbox = inbox;
        this.follow = follow;
    }

    @Incoming("approvals")
    @Blocking
    public void onApproval(ConsumerRecord<String, byte[]> message) {
        receive(message);
    }

    @Incoming("enforcement")
    @Blocking
    public void onEnforcement(ConsumerRecord<String, byte[]> message) {
        receive(message);
    }

    @Incoming("expiry")
    @Blocking
    public void onExpiry(ConsumerRecord<String, byte[]> message) {
        receive(message);
    }

    @Incoming("inventory")
    @Blocking
    public void onInventory(ConsumerRecord<String, byte[]> message) {
        receive(message);
    }

    private void receive(ConsumerRecord<String, byte[]> message) {
        inbox.receive(message, (envelope, raw) -> follow.follow(envelope));
    }
}
