package io.postern.enforcer.app;

import java.util.function.Supplier;

/** One transaction on the record; what is called inside joins it. */
public interface UnitOfWork {
    <T> T call(Supplier<T> work);

    /** Runs once the current transaction has committed. */
    void afterCommit(Runnable run);
}
