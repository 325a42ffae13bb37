package io.postern.enforcer.config;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The enforcer's own threads: one that watches the clock, and a virtual one for each piece of work. */
@Singleton
public class Threads {
    private final ScheduledExecutorService timer = timerThread();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final OnDemand scan = new OnDemand();
    private final OnDemand ask = new OnDemand();

    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService workers() {
        return workers;
    }

    /** What {@link #scanSoon} runs; known only once everything else is put together. */
    void scanBy(Runnable task) {
        scan.task = task;
    }

    /** What {@link #askSoon} runs. */
    void askBy(Runnable task) {
        ask.task = task;
    }

    void scanSoon() {
        scan.order();
    }

    void askSoon() {
        ask.order();
    }

    /** Many who ask at once for one task get one run of it, and all who ask while it runs get one more. */
    private final class OnDemand {
        private final AtomicBoolean ordered = new AtomicBoolean();
        private volatile Runnable task = () -> {};

        void order() {
            if (ordered.compareAndSet(false, true)) {
                workers.execute(this::run);
            }
        }

        private synchronized void run() {
            ordered.set(false);
            task.run();
        }
    }

    private static ScheduledExecutorService timerThread() {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().daemon().name("timekeeper").unstarted(task));
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return one;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        timer.shutdownNow();
        workers.shutdown();
        if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
    }
}
