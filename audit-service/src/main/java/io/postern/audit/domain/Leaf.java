package io.postern.audit.domain;

import io.postern.contracts.event.Envelope;

/** An event as it enters the trail: what is hashed and published, what may be erased, and what it is found by. */
public record Leaf(Envelope envelope, TrailKeys keys, LeafContent content) {
    public static Leaf of(Envelope envelope, LeafContent content) {
        return new Leaf(envelope, TrailKeys.of(envelope.event()), content);
    }

    public String eventId() {
        return envelope.id().value();
    }
}
