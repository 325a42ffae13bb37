package io.postern.audit.app;

import io.postern.audit.domain.EntryBundle;
import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent;
import io.postern.contracts.event.Envelope;
import java.time.Instant;

/** Puts an event into the trail. */
public final class RecordEvent {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final LeafForm form;
    private final Leaves leaves;

    public RecordEvent(LeafForm form, Leaves leaves) {
        this.form = form;
        this.leaves = leaves;
    }

    /** Throws {@link Unrecordable} for an event that no leaf can hold. */
    public void on(Envelope envelope, byte[] raw) {
        if (envelope.time().isBefore(EARLIEST) || envelope.time().isAfter(LATEST)) {
            throw new Unrecordable("its time is out of range");
        }
        LeafContent content = form.of(raw);
        if (content.bytes().length > EntryBundle.MAX_LEAF) {
            throw new Unrecordable("its canonical form is longer than a leaf can be");
        }
        leaves.append(Leaf.of(envelope, content));
    }
}
