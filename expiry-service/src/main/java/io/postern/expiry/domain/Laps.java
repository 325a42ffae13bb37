package io.postern.expiry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to read ahead, and from where: a lap over everything that comes soon, page by page, and the next one after a while.
 * That finds what others armed, what came without a word, and what had no room before.
 */
public final class Laps {
    private final Duration every;
    private Instant next = Instant.MIN;
    private boolean running;
    private Optional<Moment> last = Optional.empty();

    public Laps(Duration every) {
        this.every = every;
    }

    /** True while a lap goes on, and when one is to begin; a clock that was set back does not put it off. */
    public boolean wanted(Instant now) {
        return running || !now.isBefore(next) || Duration.between(now, next).compareTo(every) > 0;
    }

    /** The moment to read on behind; empty at the beginning of a lap. */
    public Optional<Moment> from(Instant now) {
        if (!running) {
            running = true;
            last = Optional.empty();
            next = now.plus(every);
        }
        return last;
    }

    /** A page was read up to this moment; without one the lap is done. */
    public void readTo(Optional<Moment> place) {
        last = place;
        running = place.isPresent();
    }

    public boolean isRunning() {
        return running;
    }

    public Instant next() {
        return next;
    }
}
