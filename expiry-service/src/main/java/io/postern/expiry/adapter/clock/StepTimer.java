package io.postern.expiry.adapter.clock;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A thread that takes a step, sleeps for as long as the step said that nothing will be to do, and is woken when something is
 * sooner. It never ends by itself: a step that fails is taken again, after pauses that grow.
 */
public final class StepTimer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StepTimer.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<Duration> step;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    public StepTimer(String name, Supplier<Duration> step) {
        this.name = name;
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void wake() {
        wakes.release();
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (!closed) {
            try {
                sleep(step.get());
                backoff = FIRST_BACKOFF;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error e) { // an error, too, would end the timer for good
                LOG.warnf(e, "%s: a step failed; trying again in %s", name, backoff);
                backoff = rest(backoff);
            }
        }
    }

    private void sleep(Duration time) throws InterruptedException {
        if (wakes.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }

    private Duration rest(Duration backoff) {
        try {
            Thread.sleep(backoff);
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
