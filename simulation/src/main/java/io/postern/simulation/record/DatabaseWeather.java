package io.postern.simulation.record;

import io.postern.simulation.kernel.Chance;
import java.time.Duration;

/** How the database does at present; in a thousand transactions so many go wrong. */
public final class DatabaseWeather {
    public boolean away;
    public int slow;
    public Duration disk = Duration.ZERO;
    public int refused;
    public int unknown;
    public int deadly;

    /** What becomes of one transaction. */
    enum Fate {
        COMMITTED,
        REFUSED,
        LOST_COMMITTED,
        LOST_ROLLED_BACK,
        DIES_BEFORE,
        DIES_AFTER
    }

    Fate next(Chance chance) {
        if (chance.in1000(refused)) {
            return Fate.REFUSED;
        }
        if (chance.in1000(unknown)) {
            return chance.in1000(500) ? Fate.LOST_COMMITTED : Fate.LOST_ROLLED_BACK;
        }
        if (chance.in1000(deadly)) {
            return chance.in1000(500) ? Fate.DIES_BEFORE : Fate.DIES_AFTER;
        }
        return Fate.COMMITTED;
    }

    Duration latency(Chance chance) {
        if (disk.isPositive()) {
            return chance.millis(200, (int) disk.toMillis());
        }
        return chance.in1000(slow) ? chance.millis(200, 3000) : chance.millis(0, 4);
    }

    public void clear() {
        away = false;
        slow = 0;
        disk = Duration.ZERO;
        refused = 0;
        unknown = 0;
        deadly = 0;
    }
}
