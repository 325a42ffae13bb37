package io.postern.audit.domain;

import io.postern.contracts.event.Envelope;
import java.util.List;

/** An event as it enters the trail: what is hashed and published, what may be erased, and what it is found by. */
public record Leaf(Envelope envelope, TrailKeys keys, List<Mention> people, LeafContent content) {
    public Leaf {
        people = List.copyOf(people);
    }

    public static Leaf of(Envelope envelope, LeafContent content) {
        return new Leaf(envelope, TrailKeys.of(envelope.event()), Mentions.of(envelope.event()), content);
    }

    public String eventId() {
        return envelope.id().value();
    }
}
