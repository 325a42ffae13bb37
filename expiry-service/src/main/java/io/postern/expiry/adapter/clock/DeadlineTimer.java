package io.postern.expiry.adapter.clock;

import io.postern.expiry.app.Alarm;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.domain.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The thread that announces deadlines when they come. It sleeps to the next one, is woken when an earlier one may have been
 * armed, and looks by itself every second: the rows are the truth, sleeping is only punctuality.
 */
public final class DeadlineTimer implements Alarm, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeadlineTimer.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(2);

    private final Deadlines deadlines;
    private final ExpireDue expireDue;
    private final Clock clock;
    private final Pause pause;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::run);
    private volatile boolean closed;

    public DeadlineTimer(Deadlines deadlines, ExpireDue expireDue, Clock clock, Pause pause) {
        this.deadlines = deadlines;
        this.expireDue = expireDue;
        this.clock = clock;
        this.pause = pause;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void wake() {
        wakes.release();
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (!closed) {
            try {
                sleep(round());
                backoff = FIRST_BACKOFF;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error e) { // an error, too, would end the timer for good
                LOG.warnf(e, "deadlines could not be looked at; trying again in %s", backoff);
                backoff = rest(backoff);
            }
        }
    }

    /** Announces all that is due, and tells how long nothing will be. */
    private Duration round() {
        while (!closed && expireDue.at(clock.instant()) > 0) {
            LOG.debug("announced deadlines; looking for more");
        }
        Instant now = clock.instant();
        return pause.before(deadlines.next(), now);
    }

    private void sleep(Duration time) throws InterruptedException {
        if (wakes.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }

    private Duration rest(Duration backoff) {
        try {
            sleep(backoff);
        } catch (InterruptedException stop) {
            closed = true;
        }
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(LAST_BACKOFF) > 0 ? LAST_BACKOFF : doubled;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
