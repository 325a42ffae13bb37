package io.postern.simulation;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Runs histories on a virtual thread, as all their own threads are: the baton then costs little. */
final class OnOneThread {
    private OnOneThread() {}

    static void run(Runnable histories) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().unstarted(histories);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() != null) {
            throw new CompletionException(failure.get());
        }
    }
}
