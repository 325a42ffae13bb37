package io.postern.cli.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All bundles of a log in their order, read ahead by several threads but never far: so memory stays bounded. */
final class Parts implements AutoCloseable {
    private final PartReader reader;
    private final long bundles;
    private final ExecutorService threads;
    private final Deque<Future<Part>> ahead = new ArrayDeque<>();
    private final int most;
    private long asked;

    Parts(PartReader reader, long size, int parallel) {
        this.reader = reader;
        this.bundles = (size + Tiles.WIDTH - 1) / Tiles.WIDTH;
        this.threads = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().daemon().name("verify-", 1).factory());
        this.most = parallel + 2;
    }

    boolean hasNext() {
        return asked < bundles || !ahead.isEmpty();
    }

    Part next() throws Broken {
        while (ahead.size() < most && asked < bundles) {
            long number = asked++;
            ahead.add(threads.submit(() -> reader.read(number)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Broken broken -> throw broken;
                case Unproven unproven -> throw unproven;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreadable("the log cannot be read: that was interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
