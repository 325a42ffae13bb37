package io.postern.audit.adapter.clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A thread of its own for what goes on until the service stops. */
final class Worker implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(1);

    private final Thread thread;
    private volatile boolean closed;

    Worker(String name, Runnable work) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
    }

    void start() {
        thread.start();
    }

    boolean goesOn() {
        return !closed;
    }

    static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
