package io.postern.expiry.adapter.kafka;

import io.postern.contracts.event.Envelope;
import io.postern.expiry.app.Alarm;
import io.postern.expiry.app.FollowGrant;
import io.postern.messaging.Inbox;
import io.postern.messaging.PermanentFailure;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to what the enforcer says about grants. */
@Singleton
public final class EnforcementListener {
    private final Inbox inbox;
    private final FollowGrant followGrant;
    private final Alarm alarm;

    public EnforcementListener(Inbox inbox, FollowGrant followGrant, Alarm alarm) {
        this.inbox = inbox;
        this.followGrant = followGrant;
        this.alarm = alarm;
    }

    @Incoming("enforcement")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, (envelope, raw) -> follow(envelope));
        alarm.wake();
    }

    private void follow(Envelope envelope) {
        try {
            followGrant.on(envelope.event());
        } catch (IllegalArgumentException impossible) {
            throw new PermanentFailure(String.valueOf(impossible.getMessage()));
        }
    }
}
