package io.postern.messaging;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Topic;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How a service takes events in: every event has its effect once, in the order of its subject, in the transaction that
 * remembers it. What is no event, or can never be handled, is kept aside and reported. When {@code receive} returns, the
 * record may be acknowledged.
 */
public final class Inbox implements AutoCloseable {
    /** How far a writer's clock may run ahead of ours. */
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;
    private final String consumer;
    private final boolean overtaken;
    private final boolean trail;
    private final InboxRows rows;
    private final InboxPositions positions;
    private final Patience patience = new Patience();
    private final EventCodec codec = new EventCodec();
    private final AtomicLong quarantined = new AtomicLong();

    public Inbox(DataSource database, Transactions transactions, Outbox outbox, Clock clock, String consumer) {
        this(database, transactions, outbox, clock, consumer, false, false);
    }

    private Inbox(
            DataSource database,
            Transactions transactions,
            Outbox outbox,
            Clock clock,
            String consumer,
            boolean overtaken,
            boolean trail) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.consumer = consumer;
        this.overtaken = overtaken;
        this.trail = trail;
        this.rows = new InboxRows(database, consumer);
        this.positions = new InboxPositions(database, consumer);
    }

    /**
     * An inbox that hands over events that a newer one of their subject has overtaken, too: for a consumer that wants every
     * fact and not the present state. After the writer's database was restored its versions start anew.
     */
    public static Inbox ofEverything(
            DataSource database, Transactions transactions, Outbox outbox, Clock clock, String consumer) {
        return new Inbox(database, transactions, outbox, clock, consumer, true, false);
    }

    /**
     * The same for the trail. It refuses no fact for its version: one that is bent is a fact, too. And what it was given before
     * it is given again, because it knows by its leaves what it has, and would have to be told by as many rows more.
     */
    public static Inbox ofTheTrail(
            DataSource database, Transactions transactions, Outbox outbox, Clock clock, String consumer) {
        return new Inbox(database, transactions, outbox, clock, consumer, true, true);
    }

    /** Takes in a record as it came from the Kafka client. */
    public void receive(ConsumerRecord<?, byte[]> record, EventHandler handler) {
        RecordPlace place = RecordPlace.of(record);
        receive(place.topic(), place.partition(), place.offset(), record.value(), handler);
    }

    /**
     * Takes in many records, in their order and in one transaction, for a consumer of everything; returns once all are dealt
     * with. One that can never be handled does not take the others with it. False when the database has forgotten some of
     * what it was given here before: then it is to be read again from {@link #positions} on.
     */
    public boolean receiveAll(Iterable<? extends ConsumerRecord<?, byte[]>> records, EventsHandler handler) {
        if (!overtaken) {
            throw new IllegalStateException("this inbox compares versions, and does that one by one");
        }
        List<ConsumerRecord<?, byte[]>> all = new ArrayList<>();
        records.forEach(all::add);
        AtomicBoolean remembered = new AtomicBoolean(true);
        if (!all.isEmpty()) {
            InboxBatch batch = decoded(all);
            patience.untilDone(
                    "taking in the record " + batch.first(), () -> remembered.set(acceptAll(batch, handler)));
        }
        return remembered.get();
    }

    /**
     * Up to where each partition is taken in, for a consumer of everything; what is not named has not begun. Waits for the
     * database.
     */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> stored = new HashMap<>();
        patience.untilDone("reading the positions in Kafka", () -> stored.putAll(transactions.call(positions::stored)));
        return stored;
    }

    /** Returns once the record is dealt with; while the database or the handler fails, that takes as long as it takes. */
    public void receive(Topic topic, int partition, long offset, byte @Nullable [] value, EventHandler handler) {
        RecordPlace place = new RecordPlace(topic, partition, offset);
        byte[] raw = bytes(value);
        patience.untilDone(
                "taking in the record " + place,
                () -> accept(new InboxBatch.Entry(place, raw, codec.decode(topic, raw)), handler));
    }

    /** How many records were set aside since the start. */
    public long quarantined() {
        return quarantined.get();
    }

    /** Stops the waiting of {@code receive}, whose record then is not acknowledged. */
    @Override
    public void close() {
        patience.end();
    }

    private InboxBatch decoded(List<ConsumerRecord<?, byte[]>> records) {
        return new InboxBatch(records.stream()
                .map(record -> {
                    RecordPlace place = RecordPlace.of(record);
                    byte[] raw = bytes(record.value());
                    return new InboxBatch.Entry(place, raw, codec.decode(place.topic(), raw));
                })
                .toList());
    }

    /** Whether the database remembers all that came before. */
    private boolean acceptAll(InboxBatch batch, EventsHandler handler) {
        try {
            Taken taken = transactions.call(() -> together(batch, handler));
            quarantined.addAndGet(taken.setAside());
            positions.committed(taken.step());
            return !taken.step().behind();
        } catch (RuntimeException e) {
            if (Permanence.reasonIn(e) == null) {
                throw e;
            }
            if (batch.size() == 1) {
                accept(
                        batch.entries().getFirst(),
                        (envelope, raw) -> handler.handle(List.of(new ReceivedEvent(envelope, raw))));
                return true;
            }
            boolean first = acceptAll(batch.part(0, batch.size() / 2), handler);
            return acceptAll(batch.part(batch.size() / 2, batch.size()), handler) && first;
        }
    }

    /** What a transaction came to: how many records it set aside, and how far it leads. */
    private record Taken(int setAside, InboxPositions.Step step) {}

    private Taken together(InboxBatch batch, EventsHandler handler) throws Exception {
        InboxBatch.Sorted sorted = batch.sorted(trail ? batch.ids() : rows.unseen(batch.ids()), this::objection);
        int kept = 0;
        for (InboxBatch.Refused refused : sorted.refused()) {
            kept += quarantine(refused.place(), refused.raw(), refused.because()) ? 1 : 0;
        }
        if (!sorted.events().isEmpty()) {
            handler.handle(sorted.events());
        }
        return new Taken(
                kept,
                positions.advance(
                        batch.entries().stream().map(InboxBatch.Entry::place).toList()));
    }

    private void accept(InboxBatch.Entry entry, EventHandler handler) {
        switch (entry.decoded()) {
            case Decoded.Event(Envelope envelope) -> {
                if (handler.concerns(envelope.event())) {
                    Runnable over = handler.ahead(envelope.event());
                    try {
                        accept(entry.place(), envelope, entry.raw(), handler);
                    } finally {
                        over.run();
                    }
                }
            }
            case Decoded.Unreadable(String because) ->
                counted(transactions.call(() -> quarantine(entry.place(), entry.raw(), because)));
        }
    }

    private void accept(RecordPlace place, Envelope envelope, byte[] raw, EventHandler handler) {
        try {
            transactions.call(() -> {
                String because = objection(envelope);
                if (because != null) {
                    throw new PermanentFailure(because);
                }
                if (isNew(place, envelope)) {
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
            counted(transactions.call(() -> rows.isNew(envelope) && quarantine(place, raw, because)));
        }
    }

    private boolean isNew(RecordPlace place, Envelope envelope) throws SQLException {
        return trail || (overtaken ? rows.isNew(envelope) : rows.isNewAndNewer(place.topic(), envelope));
    }

    /**
     * Versions follow the clock, and the highest wins: one from the far future would hide every genuine event after it. From
     * the trail it hides nothing, and refusing it would lose every fact while our own clock is behind.
     */
    private @Nullable String objection(Envelope envelope) {
        return !trail
                        && envelope.version()
                                > clock.instant().plus(FURTHEST_AHEAD).toEpochMilli()
                ? "its version lies more than a day ahead of the clock"
                : null;
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? new byte[0] : value;
    }

    /** Whether the record is kept aside now, and was not before. */
    private boolean quarantine(RecordPlace place, byte[] raw, String because) throws SQLException {
        boolean kept = rows.setAside(place, Arrays.copyOf(raw, Math.min(raw.length, EventCodec.MAX_BYTES)), because);
        if (kept) {
            outbox.append(new EventQuarantined(
                    consumer, place.topic().wireName(), place.partition(), place.offset(), because));
        }
        return kept;
    }

    private void counted(boolean kept) {
        if (kept) {
            quarantined.incrementAndGet();
        }
    }
}
