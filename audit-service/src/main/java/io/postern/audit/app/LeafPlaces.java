package io.postern.audit.app;

import io.postern.audit.domain.Hash;
import io.postern.contracts.id.EventId;
import java.util.Optional;

/** Where the leaf of an event is. */
@FunctionalInterface
public interface LeafPlaces {
    /** A leaf's index and hash, as they were recorded. */
    record LeafPlace(long index, Hash hash) {}

    Optional<LeafPlace> of(EventId event);
}
