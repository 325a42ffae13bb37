package io.postern.emulator.limits;

import java.time.Duration;
import java.time.Instant;

/** So many in each window; the first one opens it, and when it is over all are there again. */
final class FixedWindow extends Meter {
    private final int most;
    private final Duration length;
    private Instant ends = Instant.MIN;
    private int used;

    FixedWindow(int most, Duration length) {
        this.most = most;
        this.length = length;
    }

    @Override
    Duration wait(Instant now) {
        if (!now.isBefore(ends)) {
            ends = now.plus(length);
            used = 0;
        }
        return used < most ? Duration.ZERO : Duration.between(now, ends);
    }

    @Override
    void spend() {
        used++;
    }

    @Override
    long left(Instant now) {
        return now.isBefore(ends) ? Math.max(0, most - used) : most;
    }
}
