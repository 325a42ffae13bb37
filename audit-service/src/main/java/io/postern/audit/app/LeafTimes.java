package io.postern.audit.app;

import java.time.Instant;

/** Says when leaves were recorded. */
@FunctionalInterface
public interface LeafTimes {
    /** How many of the first leaves were recorded before {@code time}. */
    long recordedBefore(Instant time);
}
