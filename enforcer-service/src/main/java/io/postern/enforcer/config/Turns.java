package io.postern.enforcer.config;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** So many at once, the others in order: a crowd waits as long as it moves, and only when nobody gets done is that an error. */
final class Turns {
    private final Semaphore free;
    private final Duration patience;
    private final AtomicLong done = new AtomicLong();

    Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    <T> T take(Supplier<T> task) {
        if (!taken()) {
            throw new IllegalStateException("nobody got done with the record within " + patience);
        }
        try {
            T result = task.get();
            // NB. whoever fails is no sign that it moves
            done.incrementAndGet();
            return result;
        } finally {
            free.release();
        }
    }

    private boolean taken() {
        try {
            long before;
            do {
                before = done.get();
                if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            } while (done.get() != before);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
