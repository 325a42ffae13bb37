package io.postern.audit.app;

/** The recorded events, to be found again. */
@FunctionalInterface
public interface Trail {
    /**
     * A page with at most {@code limit} entries behind that with the index {@code query.after()}: in the order of the
     * leaves when those of one request or simply all are asked for, else in the order of their time.
     */
    TrailPage find(TrailQuery query, int limit);
}
