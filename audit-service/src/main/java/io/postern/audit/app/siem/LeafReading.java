package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import io.postern.audit.domain.siem.Recorded;

/** Reads a leaf again, with its personal values as far as they are not erased. */
@FunctionalInterface
public interface LeafReading {
    /** A leaf that this release cannot read has no event; that is no failure. */
    Recorded of(TrailEntry entry);
}
