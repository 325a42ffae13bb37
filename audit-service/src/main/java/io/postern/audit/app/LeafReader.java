package io.postern.audit.app;

import io.postern.contracts.event.Envelope;

/** Gives a leaf back as the event that it was made of, with a word or nothing in the place of what was erased. */
@FunctionalInterface
public interface LeafReader {
    Envelope read(TrailEntry entry);
}
