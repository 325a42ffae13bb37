package io.postern.simulation.kernel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The workers and the timer of one process. Timed tasks run where nothing may wait, as on the one timer thread there is. */
public final class Threads extends AbstractExecutorService implements ScheduledExecutorService {
    private final Kernel kernel;
    private final Owner owner;

    public Threads(Kernel kernel, Owner owner) {
        this.kernel = kernel;
        this.owner = owner;
    }

    @Override
    public void execute(Runnable task) {
        kernel.spawn(owner, Duration.ZERO, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return new Appointment(kernel.after(owner, Duration.of(delay, unit.toChronoUnit()), task));
    }

    /** Waits until this is done, in virtual time and no longer than that. */
    public void await(CompletableFuture<Void> done, Duration longest) {
        Signal end = new Signal();
        var _ = done.thenRun(end::give);
        kernel.await(end, longest);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new Awaited<>(kernel, callable);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return new Awaited<>(kernel, () -> {
            runnable.run();
            return value;
        });
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing that runs here schedules so");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing that runs here schedules so");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing that runs here schedules so");
    }

    @Override
    public void shutdown() {
        // NB. a simulated process has no orderly end
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return owner.isDead();
    }

    @Override
    public boolean isTerminated() {
        return owner.isDead();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
