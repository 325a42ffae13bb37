package io.postern.audit.app;

import java.util.List;
import java.util.OptionalLong;

/**
 * Entries that a query found, and where to go on: {@code next} is the {@code after} of the page behind, if there may be one. A
 * page with few entries, or with none, may have one, too: no page looks through more than so much of the trail.
 */
public record TrailPage(List<TrailEntry> entries, OptionalLong next) {
    public TrailPage {
        entries = List.copyOf(entries);
    }
}
