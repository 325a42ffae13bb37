package io.postern.messaging;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Records that are taken in together: what is to be handled of them, and what is to be set aside. */
record InboxBatch(List<Entry> entries) {
    /** A record as it came, and what it was read as. */
    record Entry(RecordPlace place, byte[] raw, Decoded decoded) {}

    /** A record that is set aside, and why. */
    record Refused(RecordPlace place, byte[] raw, String because) {}

    /** What a batch comes to. */
    record Sorted(List<ReceivedEvent> events, List<Refused> refused) {}

    /** Why an event is not to be handled, or null. */
    interface Objection {
        @Nullable
        String to(Envelope envelope);
    }

    InboxBatch {
        entries = List.copyOf(entries);
    }

    RecordPlace first() {
        return entries.getFirst().place();
    }

    int size() {
        return entries.size();
    }

    InboxBatch part(int from, int to) {
        return new InboxBatch(entries.subList(from, to));
    }

    /** The ids of its events, in an order that every transaction keeps: two that share some do not wait for each other. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.decoded() instanceof Decoded.Event(Envelope envelope)) {
                ids.add(envelope.id().value());
            }
        }
        return ids;
    }

    /** Of each new event its first record; {@code unseen} loses what is used up. */
    Sorted sorted(Set<String> unseen, Objection objection) {
        List<ReceivedEvent> events = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.decoded()) {
                case Decoded.Unreadable(String because) ->
                    refused.add(new Refused(entry.place(), entry.raw(), because));
                case Decoded.Event(Envelope envelope) -> {
                    if (unseen.remove(envelope.id().value())) {
                        String because = objection.to(envelope);
                        if (because == null) {
                            events.add(new ReceivedEvent(envelope, entry.raw()));
                        } else {
                            refused.add(new Refused(entry.place(), entry.raw(), because));
                        }
                    }
                }
            }
        }
        return new Sorted(events, refused);
    }
}
