package io.postern.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition of a running stack, and says what it waited for when it does not come. */
final class Await {
    private static final Duration STEP = Duration.ofMillis(40);

    private Await() {}

    static <T> T value(String what, Duration limit, Callable<Optional<T>> look) {
        long end = System.nanoTime() + limit.toNanos();
        Exception last = null;
        while (true) {
            try {
                Optional<T> seen = look.call();
                if (seen.isPresent()) {
                    return seen.get();
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what, last);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    static void until(String what, Duration limit, Callable<Boolean> look) {
        value(what, limit, () -> look.call() ? Optional.of(true) : Optional.empty());
    }
}
