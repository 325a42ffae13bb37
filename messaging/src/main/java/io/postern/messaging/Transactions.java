package io.postern.messaging;

import java.util.concurrent.Callable;

/** The transactions of the service's own database; the library opens connections inside them and never commits itself. */
public interface Transactions {
    /** Runs {@code work} in one transaction, in the current one if there is one. An exception rolls back and is thrown on. */
    <T> T call(Callable<T> work);

    /** Runs {@code run} once the current transaction has committed; an {@link IllegalStateException} outside of one. */
    void afterCommit(Runnable run);
}
