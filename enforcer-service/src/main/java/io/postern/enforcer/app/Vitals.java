package io.postern.enforcer.app;

import java.time.Duration;
import java.time.Instant;

/** How the record is doing. */
public interface Vitals {
    /** Asks the database now. Throws when it is silent. */
    Look look();

    /** What it said: its time, and how long the oldest event waits that nobody was told of yet. */
    record Look(Instant databaseTime, Duration oldestUntold) {}
}
