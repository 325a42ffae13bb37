package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import io.postern.audit.domain.siem.Told;

/** A form in which the trail can be taken away, line by line. */
public interface ExportForm {
    /** The word by which it is asked for. */
    String word();

    String mediaType();

    /** What stands before the first line. */
    default byte[] head() {
        return new byte[0];
    }

    /** A line, with its end. */
    byte[] line(TrailEntry entry, Told told);
}
