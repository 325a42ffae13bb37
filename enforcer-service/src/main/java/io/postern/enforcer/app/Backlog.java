package io.postern.enforcer.app;

import java.time.Duration;

/** What should be gone from Azure by now, as far as the record knows. */
public interface Backlog {
    Overdue overdue();

    /** How many rules of openings stand that are over or were to be closed, and for how long the oldest of them has. */
    record Overdue(long rules, Duration oldest) {
        static final Overdue NOTHING = new Overdue(0, Duration.ZERO);
    }
}
