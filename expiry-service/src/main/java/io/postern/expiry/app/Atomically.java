package io.postern.expiry.app;

import java.util.function.Supplier;

/** Runs work wholly or not at all. */
@FunctionalInterface
public interface Atomically {
    <T> T call(Supplier<T> work);
}
