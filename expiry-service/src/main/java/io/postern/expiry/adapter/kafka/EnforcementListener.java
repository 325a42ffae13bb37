package io.postern.expiry.adapter.kafka;

import io.postern.contracts.event.Envelope;
import io.postern.expiry.app.Alarm;
import io.postern.expiry.app.FollowGrant;
import io.postern.expiry.domain.Deadline;
import io.postern.messaging.Inbox;
import io.postern.messaging.PermanentFailure;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
        Deque<Deadline> armed = new ArrayDeque<>();
        inbox.receive(record, (envelope, raw) -> follow(envelope).ifPresent(armed::add));
        // What was armed by an attempt that failed is announced by nobody: the row decides.
        armed.forEach(alarm::armed);
    }

    private Optional<Deadline> follow(Envelope envelope) {
        try {
            return followGrant.on(envelope.event());
        } catch (IllegalArgumentException impossible) {
            throw new PermanentFailure(String.valueOf(impossible.getMessage()));
        }
    }
}
