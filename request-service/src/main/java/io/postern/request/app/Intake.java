package io.postern.request.app;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the taking in of requests reads before it decides, and writes afterwards. */
public interface Intake {
    /** What a person who asks for something has asked for already. */
    record Past(Optional<IdempotencyKeys.Use> key, long live, List<RequestId> alike) {
        public Past {
            alike = List.copyOf(alike);
        }
    }

    /** A request that has just been made, with the fact to tell of it. */
    record Made(AccessRequest request, String fingerprint, TimelineEntry first, RequestSubmitted event) {}

    /** The past of a person, whose other submissions wait from here on until the transaction ends. */
    Past lock(PersonId person, Collection<String> fingerprints, Optional<IdempotencyKeys.Key> key, Instant now);

    /** The same without keeping anybody waiting. */
    Past look(PersonId person, Collection<String> fingerprints, Optional<IdempotencyKeys.Key> key, Instant now);

    /** Keeps a request, and tells of it. */
    void add(Made made, Instant now);

    /** How many requests are live, counted up to {@code most}. */
    long live(long most, Instant now);
}
