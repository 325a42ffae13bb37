package io.postern.enforcer.domain.boundary;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Azure did with a call. */
public sealed interface Outcome {
    /** Done, to the terminal state of the operation. */
    record Applied(@Nullable String correlationId) implements Outcome {}

    /** Not done, and asking the same again will not help. */
    record Refused(Reason reason, String detail) implements Outcome {}

    /** Not done now. */
    record TryLater(Duration after, String why) implements Outcome {}

    /** Not done, and whoever asks again sooner is made to wait anew (Azure's request limits). */
    record Throttled(Duration after, String why) implements Outcome {}

    /** Perhaps done: only reading tells. Azure may have asked to be left alone for a while. */
    record Unknown(String why, Duration after) implements Outcome {
        public Unknown(String why) {
            this(why, Duration.ZERO);
        }
    }

    /** Why Azure will not. */
    enum Reason {
        PRIORITY_TAKEN,
        BOUNDARY_GONE,
        /** The identity lacks a right. */
        FORBIDDEN,
        /** A management lock. */
        LOCKED,
        /** A policy of the customer's own Azure. */
        DISALLOWED,
        INVALID
    }
}
