package io.postern.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Probes a port from home all the time, several times a second, and remembers when it was reached and when not. */
final class Watch implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    private final List<Look> looks = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    Watch(String vmAddress, int port) {
        thread = Thread.ofPlatform().daemon().start(() -> {
            while (!over) {
                Instant begun = Instant.now();
                boolean reached = Probe.reaches(vmAddress, port, Probe.HOME);
                looks.add(new Look(begun, Instant.now(), reached));
                LockSupport.parkNanos(STEP.toNanos());
            }
        });
    }

    /** One probe. */
    record Look(Instant begun, Instant ended, boolean reached) {}

    /** The probes that were made wholly within a time. */
    List<Look> between(Instant from, Instant to) {
        return looks.stream()
                .filter(look -> !look.begun().isBefore(from) && !look.ended().isAfter(to))
                .toList();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
