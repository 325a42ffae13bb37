package io.postern.approval.adapter.worker;

import io.postern.approval.app.LapseCases;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A thread that ends, every second, what nobody decided in time. */
public final class LapseWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LapseWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LapseCases lapseCases;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closing;

    public LapseWorker(LapseCases lapseCases, Clock clock) {
        this.lapseCases = lapseCases;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("lapses").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closing) {
            if (!lapse()) {
                rest();
            }
        }
    }

    private boolean lapse() {
        try {
            return lapseCases.lapse(clock.instant());
        } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
            if (!closing) {
                LOG.warnf(e, "outcome=try-later reason=database: what nobody decided could not be ended");
            }
            return false;
        }
    }

    private void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
