package io.postern.audit.app;

import java.util.List;

/** The recorded events, to be read in order. */
@FunctionalInterface
public interface Trail {
    List<TrailEntry> find(TrailQuery query, int limit);
}
