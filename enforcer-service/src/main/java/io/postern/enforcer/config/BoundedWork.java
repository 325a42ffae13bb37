package io.postern.enforcer.config;

import io.postern.enforcer.app.UnitOfWork;
import java.time.Duration;
import java.util.function.Supplier;

/** A unit of work that only so many may do at once: a crowd of boundaries must not look like a database that is away. */
final class BoundedWork implements UnitOfWork {
    private final UnitOfWork work;
    private final Turns turns;

    BoundedWork(UnitOfWork work, int atOnce, Duration patience) {
        this.work = work;
        this.turns = new Turns(atOnce, patience);
    }

    @Override
    public <T> T call(Supplier<T> task) {
        return turns.take(() -> work.call(task));
    }

    @Override
    public <T> T alone(Supplier<T> statements) {
        return turns.take(() -> work.alone(statements));
    }

    @Override
    public void afterCommit(Runnable run) {
        work.afterCommit(run);
    }
}
