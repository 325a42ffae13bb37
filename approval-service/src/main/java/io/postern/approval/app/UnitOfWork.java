package io.postern.approval.app;

import java.util.function.Supplier;

/** All or nothing: what is done inside becomes true at once, or never. Joins the one that is under way. */
public interface UnitOfWork {
    <T> T doing(Supplier<T> work);

    /** Runs once what is under way has become true; not at all when it fails. */
    void afterwards(Runnable wake);
}
