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

    /** Perhaps done: only reading tells. */
    record Unknown(String why) implements Outcome {}

    /** Why Azure will not. */
    enum Reason {
        PRIORITY_TAKEN,
        BOUNDARY_GONE,
        FORBIDDEN,
        INVALID
    }
}
