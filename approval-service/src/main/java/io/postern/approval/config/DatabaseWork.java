package io.postern.approval.config;

import io.postern.approval.app.UnitOfWork;
import io.postern.messaging.Transactions;
import java.util.function.Supplier;

/** A unit of work as one transaction of the service's database. */
record DatabaseWork(Transactions transactions) implements UnitOfWork {
    @Override
    public <T> T doing(Supplier<T> work) {
        return transactions.call(work::get);
    }

    @Override
    public void afterwards(Runnable wake) {
        transactions.afterCommit(wake);
    }
}
