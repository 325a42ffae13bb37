package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import java.util.List;
import java.util.Optional;

/** The right to tell one SIEM of the trail, which one instance at a time holds, with the rows it needs. */
public interface SiemSession extends AutoCloseable {
    /** The newest signed checkpoint; only what it covers is told. */
    Optional<Covering> newest();

    /** Leaves from this index on, in order and without a gap. */
    List<TrailEntry> leaves(long from, int limit);

    /** The index of the leaf that is to be told next. */
    long next();

    /** Remembers that everything below is told. */
    void advance(long next);

    /** The note that was signed over so many leaves. */
    Optional<String> noteOver(long size);

    @Override
    void close();
}
