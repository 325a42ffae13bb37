package io.postern.audit.app;

/** The recorded events, to be read in order. */
@FunctionalInterface
public interface Trail {
    /** A page with at most {@code limit} entries behind that with the index {@code query.after()}. */
    TrailPage find(TrailQuery query, int limit);
}
