package io.postern.simulation.kernel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A virtual thread that runs tasks, one after another, whenever it is handed the baton. */
final class Worker {
    private final Thread thread;
    private volatile boolean go;

    @Nullable
    Task first;

    Worker(Consumer<Worker> loop) {
        this.thread = Thread.ofVirtual().name("simulated").unstarted(() -> {
            hold();
            loop.accept(this);
        });
        thread.start();
    }

    /** Wraps the thread that calls. */
    Worker() {
        this.thread = Thread.currentThread();
    }

    void hand() {
        go = true;
        LockSupport.unpark(thread);
    }

    void hold() {
        while (!go) {
            LockSupport.park(this);
        }
        go = false;
    }
}
