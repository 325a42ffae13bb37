package io.postern.audit.adapter.kafka;

import io.postern.audit.app.InHand;
import io.postern.audit.app.RecordEvent;
import io.postern.audit.app.Unrecordable;
import io.postern.messaging.Inbox;
import io.postern.messaging.PermanentFailure;
import io.postern.messaging.ReceivedEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to every event of every topic: what one look at Kafka brings becomes leaves together. */
@Singleton
public final class EventListener {
    private static final Logger LOG = System.getLogger(EventListener.class.getName());
    private static final String CHANNEL = "events";

    private final Inbox inbox;
    private final RecordEvent recordEvent;
    private final Runnable recorded;
    private final InHand inHand;
    private final Clock clock;
    private final EventPlaces places;
    private final KafkaClientService kafka;

    public EventListener(
            Inbox inbox,
            RecordEvent recordEvent,
            @Named("recorded") Runnable recorded,
            InHand inHand,
            Clock clock,
            @Identifier(EventPlaces.GROUP) EventPlaces places,
            KafkaClientService kafka) {
        this.inbox = inbox;
        this.recordEvent = recordEvent;
        this.recorded = recorded;
        this.inHand = inHand;
        this.clock = clock;
        this.places = places;
        this.kafka = kafka;
    }

    @Incoming(CHANNEL)
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inHand.during(clock.instant(), () -> take(records));
        recorded.run();
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        if (!inbox.receiveAll(records, this::put)) {
            LOG.log(Level.WARNING, "the database went back behind what it had taken in: events are read again");
            for (String channel : kafka.getConsumerChannels()) { // one of each that shares the partitions
                KafkaConsumer<String, byte[]> consumer = kafka.getConsumer(channel);
                consumer.runOnPollingThread(polling -> {
                            places.goTo(polling, polling.assignment());
                        })
                        .subscribe()
                        .with(
                                done -> {},
                                failed -> LOG.log(Level.WARNING, "that failed; the next events try it again", failed));
            }
        }
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
