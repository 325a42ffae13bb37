package io.postern.messaging.quarkus;

import io.postern.messaging.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Callable;

/** The JTA transactions of a Quarkus service; a pooled connection joins the current one by itself. */
public final class QuarkusTransactions implements Transactions {
    private final TransactionSynchronizationRegistry registry;

    public QuarkusTransactions(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public <T> T call(Callable<T> work) {
        return QuarkusTransaction.joiningExisting().call(work);
    }

    @Override
    public void afterCommit(Runnable run) {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("no transaction is active");
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    run.run();
                }
            }
        });
    }
}
