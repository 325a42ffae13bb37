package io.postern.enforcer.config;

import io.postern.enforcer.app.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A unit of work that only so many may do at once: a crowd of boundaries must not look like a database that is away. */
final class BoundedWork implements UnitOfWork {
    private final UnitOfWork work;
    private final Semaphore turns;
    private final Duration patience;

    BoundedWork(UnitOfWork work, int atOnce, Duration patience) {
        this.work = work;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public <T> T call(Supplier<T> task) {
        if (!takenTurn()) {
            throw new IllegalStateException("no turn at the record within " + patience);
        }
        try {
            return work.call(task);
        } finally {
            turns.release();
        }
    }

    @Override
    public void afterCommit(Runnable run) {
        work.afterCommit(run);
    }

    private boolean takenTurn() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
