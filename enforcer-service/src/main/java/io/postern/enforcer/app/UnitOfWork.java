package io.postern.enforcer.app;

import java.util.function.Supplier;

/** One transaction on the record; what is called inside joins it. */
public interface UnitOfWork {
    <T> T call(Supplier<T> work);

    /** The same where each statement may be a transaction of its own, which costs less. */
    default <T> T alone(Supplier<T> statements) {
        return call(statements);
    }

    /** Runs once the current transaction has committed. */
    void afterCommit(Runnable run);
}
