package io.postern.approval.adapter.worker;

import io.postern.approval.app.EvaluateDue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Threads that evaluate what is due: at once when woken, else found by looking again every quarter of a second. */
public final class EvaluationWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EvaluationWorker.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** So many, because each may wait for an Azure that does not answer while others' cases could be decided. */
    private static final int THREADS = 8;

    private final EvaluateDue evaluateDue;
    private final Clock clock;
    private final Semaphore woken;
    private final List<Thread> threads;
    private volatile boolean closing;

    /** @param woken given a permit by whoever makes something due */
    public EvaluationWorker(EvaluateDue evaluateDue, Clock clock, Semaphore woken) {
        this.evaluateDue = evaluateDue;
        this.clock = clock;
        this.woken = woken;
        this.threads = IntStream.rangeClosed(1, THREADS)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("evaluation-" + number)
                        .unstarted(this::run))
                .toList();
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    private void run() {
        while (!closing) {
            if (!evaluateNext()) {
                rest();
            }
        }
    }

    private boolean evaluateNext() {
        try {
            return evaluateDue.evaluateNext(clock.instant());
        } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
            if (!closing) {
                LOG.warnf(e, "outcome=try-later reason=database: the due evaluations could not be read");
            }
            return false;
        }
    }

    private void rest() {
        try {
            if (woken.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                // What a burst left over would make every thread ask the database once for each of its events.
                woken.drainPermits();
            }
        } catch (InterruptedException _) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads; one that the database holds up is left behind, which harms nothing: its case is due again. */
    @Override
    public void close() {
        closing = true;
        threads.forEach(Thread::interrupt);
        Instant deadline = clock.instant().plus(FAREWELL);
        for (Thread thread : threads) {
            Duration left = Duration.between(clock.instant(), deadline);
            try {
                thread.join(left.isPositive() ? left : Duration.ofNanos(1));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
