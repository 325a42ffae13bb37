package io.postern.audit.app;

import io.postern.audit.domain.EntryBundle;
import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent;
import io.postern.contracts.event.Envelope;
import java.time.Instant;
import java.util.List;

/** Puts events into the trail. */
public final class RecordEvent {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final LeafForm form;
    private final Leaves leaves;

    /** An event with the bytes that it came in. */
    public record Arrival(Envelope envelope, byte[] raw) {}

    public RecordEvent(LeafForm form, Leaves leaves) {
        this.form = form;
        this.leaves = leaves;
    }

    /** Adds a leaf for each, in this order; throws {@link Unrecordable} when no leaf can hold one of them. */
    public void on(List<Arrival> arrivals) {
        leaves.append(arrivals.stream().map(this::leaf).toList());
    }

    private Leaf leaf(Arrival arrival) {
        Envelope envelope = arrival.envelope();
        if (envelope.time().isBefore(EARLIEST) || envelope.time().isAfter(LATEST)) {
            throw new Unrecordable("its time is out of range");
        }
        LeafContent content = form.of(arrival.raw());
        if (content.bytes().length > EntryBundle.MAX_LEAF) {
            throw new Unrecordable("its canonical form is longer than a leaf can be");
        }
        return Leaf.of(envelope, content);
    }
}
