package io.postern.audit.adapter.kafka;

import io.postern.audit.app.InHand;
import io.postern.audit.app.RecordEvent;
import io.postern.audit.app.Unrecordable;
import io.postern.messaging.Inbox;
import io.postern.messaging.PermanentFailure;
import io.postern.messaging.ReceivedEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to every event of every topic: what one look at Kafka brings becomes leaves together. */
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
    public void on(ConsumerRecords<String, byte[]> records) {
        inHand.during(clock.instant(), () -> inbox.receiveAll(records, this::put));
        recorded.run();
    }

    private void put(List<ReceivedEvent> events) {
        try {
            recordEvent.on(events.stream()
                    .map(event -> new RecordEvent.Arrival(event.envelope(), event.raw()))
                    .toList());
        } catch (Unrecordable e) {
            throw new PermanentFailure(e.reason());
        }
    }
}
