package io.postern.expiry.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Steps that are done by two threads, in their order as far as two can: each takes the next that nobody has. */
final class InPairs {
    private InPairs() {}

    /** What each came to. When one fails, none is begun any more, and that failure is thrown once the other has ended. */
    static <T> List<T> of(List<Callable<T>> steps) {
        AtomicBoolean failed = new AtomicBoolean();
        List<FutureTask<T>> tasks = steps.stream()
                .map(step -> new FutureTask<>(() -> unless(failed, step)))
                .toList();
        if (tasks.size() > 1) {
            Thread.ofVirtual().name("second-of-a-pair").start(() -> tasks.forEach(FutureTask::run));
        }
        tasks.forEach(FutureTask::run);
        List<T> done = new ArrayList<>(tasks.size());
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            try {
                done.add(task.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while moments were announced", e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("some moments could not be announced", failures.getFirst());
        }
        return done;
    }

    private static <T> T unless(AtomicBoolean failed, Callable<T> step) throws Exception {
        if (failed.get()) {
            throw new IllegalStateException("a step before it failed");
        }
        try {
            return step.call();
        } catch (Exception | Error e) {
            failed.set(true);
            throw e;
        }
    }
}
