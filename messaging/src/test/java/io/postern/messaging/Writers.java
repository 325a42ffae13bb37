package io.postern.messaging;

import io.postern.contracts.id.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Threads that write events about the same few subjects; some of their transactions roll back late. */
final class Writers {
    private static final int THREADS = 4;
    private static final int SUBJECTS = 30;

    private final TestDatabase database;
    private final String prefix;
    private final Outbox outbox;
    private final Set<EventId> committed = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private volatile boolean stopping;

    Writers(TestDatabase database, String prefix) {
        this.database = database;
        this.prefix = prefix;
        this.outbox = database.outbox(() -> {});
    }

    void start() {
        IntStream.range(0, THREADS).forEach(seed -> threads.submit(() -> write(new Random(seed))));
    }

    /** The events that were committed. */
    Set<EventId> stop() throws InterruptedException {
        stopping = true;
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the writers do not end");
        }
        return committed;
    }

    private void write(Random random) {
        while (!stopping) {
            List<EventId> written = new ArrayList<>();
            boolean rollBack = random.nextInt(20) == 0;
            try {
                database.transactions.call(() -> {
                    for (int events = 1 + random.nextInt(3), i = 0; i < events; i++) {
                        written.add(outbox.append(
                                TestDatabase.refusal(prefix + (char) ('A' + i) + random.nextInt(SUBJECTS))));
                    }
                    LockSupport.parkNanos(random.nextInt(3_000_000));
                    if (rollBack) {
                        throw new RolledBack();
                    }
                    return null;
                });
                committed.addAll(written);
            } catch (RolledBack e) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
        }
    }

    private static final class RolledBack extends RuntimeException {}
}
