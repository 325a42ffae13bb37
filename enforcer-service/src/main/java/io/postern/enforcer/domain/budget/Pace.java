package io.postern.enforcer.domain.budget;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and then one each so often. What was taken is kept as the instant at which all of it is made up for. */
record Pace(int atOnce, Duration each) {
    /** The instant after one more was taken by somebody who comes at {@code from}. */
    Instant after(Instant taken, Instant from) {
        return (taken.isAfter(from) ? taken : from).plus(each);
    }

    /** When whoever took it may go; never before {@code from}. */
    Instant slot(Instant taken, Instant from) {
        Instant at = after(taken, from).minus(each.multipliedBy(atOnce));
        return at.isAfter(from) ? at : from;
    }
}
