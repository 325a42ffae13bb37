package io.postern.cli.api;

import io.postern.cli.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something that another process does, and not for ever. */
public final class Patience {
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private Patience() {}

    /** What {@code look} finds; a sentence when it finds nothing within {@code limit}. */
    public static <T> T await(String what, Duration limit, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new CommandFailure("Not within " + limit.toSeconds() + " s: " + what + ".");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
