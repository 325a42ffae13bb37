package io.postern.audit.domain.siem;

import io.postern.audit.domain.Hash;
import io.postern.audit.domain.TrailKeys;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A leaf that was read again. The event is empty when this release cannot read it, as after a step back from a newer one;
 * what was erased or never given is an empty text or list in it.
 */
public record Recorded(long index, Hash hash, String id, String type, Instant time, Optional<Envelope> event) {
    /** The request that the leaf is about, if it is about one. */
    public Optional<RequestId> request() {
        return event.flatMap(envelope -> TrailKeys.of(envelope.event()).request());
    }
}
