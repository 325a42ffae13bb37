package io.postern.simulation.kernel;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that is waited for in virtual time. */
final class Awaited<T> extends FutureTask<T> {
    private static final Duration EVER = Duration.ofDays(1);

    private final Kernel kernel;
    private final Signal end = new Signal();

    Awaited(Kernel kernel, Callable<T> task) {
        super(task);
        this.kernel = kernel;
    }

    @Override
    protected void done() {
        end.give();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            kernel.await(end, EVER);
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone() && timeout > 0) {
            kernel.await(end, Duration.of(timeout, unit.toChronoUnit()));
        }
        return super.get(0, unit);
    }
}
