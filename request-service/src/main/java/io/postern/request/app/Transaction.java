package io.postern.request.app;

import java.util.function.Supplier;

/** One transaction over everything that the ports here store. */
public interface Transaction {
    <T> T call(Supplier<T> work);

    /** Runs something once the current transaction has committed, and not at all if it does not. */
    void afterCommit(Runnable run);
}
