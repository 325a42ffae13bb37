package io.postern.audit.domain.siem;

import java.util.Optional;

/** A leaf with what else of the trail belongs to it: its request's ties, and a checkpoint that covers it once there is one. */
public record Told(Recorded leaf, Ties ties, Optional<String> checkpoint) {
    /** What the leaf means; empty for one that cannot be read. */
    Optional<Meaning> meaning() {
        return leaf.event().map(envelope -> Meanings.of(envelope, ties));
    }

    /** The service that wrote the event, as far as that can be read. */
    String source() {
        return leaf.event().map(envelope -> envelope.source().wireName()).orElse("postern");
    }
}
