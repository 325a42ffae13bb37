package io.postern.sweeper.adapter.timer;

import static java.lang.System.Logger.Level.ERROR;

import io.postern.sweeper.app.Heartbeat;
import io.postern.sweeper.app.SweepPass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes passes for ever, at an interval that counts from the start of each; nothing that goes wrong stops it. */
public final class PassTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PassTimer.class.getName());

    private final SweepPass pass;
    private final Heartbeat heartbeat;
    private final Clock clock;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweep").daemon().factory());

    public PassTimer(SweepPass pass, Heartbeat heartbeat, Clock clock, Duration interval) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval between passes must be positive");
        }
        this.pass = pass;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.interval = interval;
    }

    /** Begins with a pass at once: whatever is overdue has waited long enough. */
    public void start() {
        var _ = thread.scheduleAtFixedRate(this::once, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void once() {
        try {
            Instant begun = clock.instant();
            heartbeat.beat(begun, pass.run(false, begun));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // told to stop
        } catch (Throwable e) { // a scheduled task that throws is never run again
            LOG.log(ERROR, "A pass broke off; the next one comes as planned", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
