package io.postern.audit.adapter.kafka;

import io.postern.audit.app.InHand;
import io.postern.audit.app.RecordEvent;
import io.postern.audit.app.Unrecordable;
import io.postern.contracts.event.Envelope;
import io.postern.messaging.Inbox;
import io.postern.messaging.PermanentFailure;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to every event of every topic. */
@Singleton
public final class EventListener {
    private final Inbox inbox;
    private final RecordEvent recordEvent;
    private final Runnable recorded;
    private final InHand inHand;
    private final Clock clock;

    public EventListener(
            Inbox inbox, RecordEvent recordEvent, @Named("recorded") Runnable recorded, InHand inHand, Clock clock) {
        this.inbox = inbox;
        this.recordEvent = recordEvent;
        this.recorded = recorded;
        this.inHand = inHand;
        this.clock = clock;
    }

    @Incoming("events")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inHand.during(clock.instant(), () -> inbox.receive(record, this::put));
        recorded.run();
    }

    private void put(Envelope envelope, byte[] raw) {
        try {
            recordEvent.on(envelope, raw);
        } catch (Unrecordable e) {
            throw new PermanentFailure(e.reason());
        }
    }
}
