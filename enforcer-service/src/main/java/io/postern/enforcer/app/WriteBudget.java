package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import java.time.Duration;

/** Our share of the writes that Azure takes in five minutes, common to all instances. Asked right before each write. */
public interface WriteBudget {
    /** Azure asks for seconds or minutes; whoever asks for longer does not hold ends up any longer than this. */
    Duration LONGEST_BLOCK = Duration.ofMinutes(10);

    /**
     * Takes a write for this boundary, or a place in the line for one. Whoever gets a place comes back then, asks again, and
     * writes everything that is pending by that time.
     *
     * @param removes whether the write removes anything: such a write has a reserve that others leave alone
     */
    Slot take(BoundaryId boundary, boolean removes);

    /** Azure throttles: nobody writes to this subscription before the time is over. */
    void blocked(BoundaryId boundary, Duration retryAfter);

    /** When a write may be sent. */
    sealed interface Slot {
        record Now() implements Slot {}

        record At(Duration after) implements Slot {}
    }

    /** A budget without an end. */
    static WriteBudget unlimited() {
        return new WriteBudget() {
            @Override
            public Slot take(BoundaryId boundary, boolean removes) {
                return new Slot.Now();
            }

            @Override
            public void blocked(BoundaryId boundary, Duration retryAfter) {}
        };
    }
}
