package io.postern.request.adapter.postgres;

import io.postern.messaging.Transactions;
import io.postern.request.app.Transaction;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The transactions of the service's own database. */
@Singleton
public class DatabaseTransaction implements Transaction {
    private final Transactions transactions;

    DatabaseTransaction(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        return transactions.call(work::get);
    }

    @Override
    public void afterCommit(Runnable run) {
        transactions.afterCommit(run);
    }
}
