package io.postern.simulation.azure;

import io.postern.simulation.kernel.Chance;
import java.time.Duration;
import java.time.Instant;

/** How Azure does at present; in a thousand calls so many go wrong. */
public final class AzureWeather {
    public boolean away;
    public int wrong;
    public int unreadable;
    public int stale;
    public int throttled;
    public int slow;
    public int late;
    public int repeated;
    public int deadly;
    public boolean locked;
    public Duration dateAhead = Duration.ZERO;

    /** How long every operation takes; zero: now this, now that. */
    public Duration each = Duration.ZERO;

    Instant blockedUntil = Instant.EPOCH;

    /** What becomes of one write. */
    enum Fate {
        DONE,
        CONFLICT,
        BUSY,
        PRECONDITION,
        ERROR,
        ERROR_BUT_DONE,
        LOST,
        LOST_BUT_DONE,
        FAILS_LATER,
        LATE,
        REPEATED,
        DIES_BEFORE,
        DIES_AFTER
    }

    Fate next(Chance chance) {
        if (chance.in1000(wrong)) {
            return chance.of(java.util.List.of(
                    Fate.CONFLICT,
                    Fate.BUSY,
                    Fate.PRECONDITION,
                    Fate.ERROR,
                    Fate.ERROR_BUT_DONE,
                    Fate.LOST,
                    Fate.LOST_BUT_DONE,
                    Fate.FAILS_LATER));
        }
        if (chance.in1000(late)) {
            return Fate.LATE;
        }
        if (chance.in1000(repeated)) {
            return Fate.REPEATED;
        }
        if (chance.in1000(deadly)) {
            return chance.in1000(500) ? Fate.DIES_BEFORE : Fate.DIES_AFTER;
        }
        return Fate.DONE;
    }

    /** How long an operation goes on once it is accepted. */
    Duration operation(Chance chance) {
        if (each.isPositive()) {
            return each;
        }
        return chance.in1000(slow) ? chance.millis(2000, 25_000) : chance.millis(10, 600);
    }

    public void clear() {
        away = false;
        wrong = 0;
        unreadable = 0;
        stale = 0;
        throttled = 0;
        slow = 0;
        late = 0;
        repeated = 0;
        deadly = 0;
        locked = false;
        dateAhead = Duration.ZERO;
        blockedUntil = Instant.EPOCH;
    }
}
