package io.postern.enforcer.config;

import io.postern.enforcer.app.UnitOfWork;
import io.postern.messaging.Transactions;
import java.util.function.Supplier;

/** A unit of work as one transaction of the service's database. */
record RecordWork(Transactions transactions) implements UnitOfWork {
    @Override
    public <T> T call(Supplier<T> work) {
        return transactions.call(work::get);
    }

    @Override
    public <T> T alone(Supplier<T> statements) {
        return statements.get();
    }

    @Override
    public void afterCommit(Runnable run) {
        transactions.afterCommit(run);
    }
}
