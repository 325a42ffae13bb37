package io.postern.messaging;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Topic;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How a service takes events in: every event has its effect once, in the order of its subject, in the transaction that
 * remembers it. What is no event, or can never be handled, is kept aside and reported. When {@code receive} returns, the
 * record may be acknowledged.
 */
public final class Inbox implements AutoCloseable {
    private final Transactions transactions;
    private final Outbox outbox;
    private final String consumer;
    private final boolean overtaken;
    private final InboxRows rows;
    private final Patience patience = new Patience();
    private final EventCodec codec = new EventCodec();

    public Inbox(DataSource database, Transactions transactions, Outbox outbox, String consumer) {
        this(database, transactions, outbox, consumer, false);
    }

    private Inbox(DataSource database, Transactions transactions, Outbox outbox, String consumer, boolean overtaken) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.consumer = consumer;
        this.overtaken = overtaken;
        this.rows = new InboxRows(database, consumer);
    }

    /**
     * An inbox that hands over events that a newer one of their subject has overtaken, too: for a consumer that wants every
     * fact and not the present state. After the writer's database was restored its versions start anew.
     */
    public static Inbox ofEverything(DataSource database, Transactions transactions, Outbox outbox, String consumer) {
        return new Inbox(database, transactions, outbox, consumer, true);
    }

    /** Takes in a record as it came from the Kafka client. */
    public void receive(ConsumerRecord<?, byte[]> record, EventHandler handler) {
        Topic topic = Arrays.stream(Topic.values())
                .filter(known -> known.wireName().equals(record.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a topic of Postern: " + record.topic()));
        receive(topic, record.partition(), record.offset(), record.value(), handler);
    }

    /** Returns once the record is dealt with; while the database or the handler fails, that takes as long as it takes. */
    public void receive(Topic topic, int partition, long offset, byte @Nullable [] value, EventHandler handler) {
        RecordPlace place = new RecordPlace(topic, partition, offset);
        byte[] raw = value == null ? new byte[0] : value;
        patience.untilDone(place, () -> {
            switch (codec.decode(topic, raw)) {
                case Decoded.Event(Envelope envelope) -> accept(place, envelope, raw, handler);
                case Decoded.Unreadable(String because) -> transactions.call(() -> quarantine(place, raw, because));
            }
        });
    }

    /** Stops the waiting of {@code receive}, whose record then is not acknowledged. */
    @Override
    public void close() {
        patience.end();
    }

    private void accept(RecordPlace place, Envelope envelope, byte[] raw, EventHandler handler) {
        try {
            transactions.call(() -> {
                if (rows.isNew(envelope) && (overtaken || rows.isNewer(place.topic(), envelope))) {
                    handler.handle(envelope, raw);
                }
                return envelope;
            });
        } catch (RuntimeException e) {
            String because = Permanence.reasonIn(e);
            if (because == null) {
                throw e;
            }
            // The event counts as received, so that a second copy of it at another offset is not a second finding.
            transactions.call(() -> rows.isNew(envelope) ? quarantine(place, raw, because) : place);
        }
    }

    private RecordPlace quarantine(RecordPlace place, byte[] raw, String because) throws SQLException {
        if (rows.setAside(place, raw, because)) {
            outbox.append(new EventQuarantined(
                    consumer, place.topic().wireName(), place.partition(), place.offset(), because));
        }
        return place;
    }
}
