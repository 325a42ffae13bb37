package io.postern.approval.adapter.worker;

import io.postern.approval.app.EvaluateDue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Threads that evaluate what is due: at once when woken, else found by one of them, which looks again every quarter of a
 * second. Who takes something wakes the next, because there may be more.
 */
public final class EvaluationWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EvaluationWorker.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration POLL_OF_OTHERS = Duration.ofSeconds(3);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
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
        List<Thread> all = new ArrayList<>();
        for (int number = 1; number <= THREADS; number++) {
            Duration poll = number == 1 ? POLL : POLL_OF_OTHERS;
            all.add(thread("evaluation-" + number, () -> run(poll)));
        }
        all.add(thread("evaluation-renewal", this::renew));
        this.threads = List.copyOf(all);
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(work);
    }

    private void run(Duration poll) {
        while (!closing) {
            if (!evaluateNext()) {
                rest(poll);
            }
        }
    }

    private void renew() {
        while (!closing) {
            try {
                Thread.sleep(RENEWAL);
                evaluateDue.renew(clock.instant());
            } catch (InterruptedException _) {
                closing = true;
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
                LOG.warnf(e, "outcome=try-later reason=database: what takes long could not be kept from others");
            }
        }
    }

    private boolean evaluateNext() {
        try {
            return evaluateDue.evaluateNext(clock.instant(), woken::release);
        } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
            if (!closing) {
                LOG.warnf(e, "outcome=try-later reason=database: the due evaluations could not be read");
            }
            return false;
        }
    }

    private void rest(Duration poll) {
        try {
            if (woken.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
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
