package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks side by side; the first that fails ends the others. */
final class Together {
    private Together() {}

    static void run(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            List<Future<Void>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(ended.submit(task, null)));
            try {
                for (int i = 0; i < tasks.size(); i++) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                running.forEach(task -> task.cancel(true));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new CommandFailure("The stack failed: " + e.getCause(), e);
            } catch (InterruptedException e) {
                running.forEach(task -> task.cancel(true));
                Thread.currentThread().interrupt();
                throw new CommandFailure("Interrupted.", e);
            }
        }
    }
}
