package io.postern.portal.app;

import io.postern.portal.domain.trail.Checkpoint;
import io.postern.portal.domain.trail.Told;
import io.postern.portal.domain.trail.TrailFilter;
import io.postern.portal.domain.trail.TrailPart;
import java.io.InputStream;

/** What was recorded, for those who may read it. */
public interface TrailReads {
    /** A page behind the entry with this index; -1 for the first one. */
    Answer<TrailPart> find(TrailFilter filter, long after, int limit);

    Answer<Told> story(String request);

    /** What the log was last signed at. */
    Answer<Checkpoint> checkpoint();

    /** A closure receipt, as text to keep. */
    Answer<String> receipt(String request);

    /** The proof that an event is in the log, as JSON. */
    Answer<String> proof(String event);

    /** All that the filter leaves, to be read to its end and closed. */
    Answer<Export> export(String format, TrailFilter filter);

    /** The trail to take away. */
    record Export(String type, InputStream content) {}
}
