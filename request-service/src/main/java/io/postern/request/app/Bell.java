package io.postern.request.app;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever tells followers: at once when it is rung, several times a second while there are any, else not at all. */
final class Bell {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        rung.release();
    }

    void rest(boolean nobodyFollows) throws InterruptedException {
        if (nobodyFollows) {
            rung.acquire();
        } else {
            rung.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        rung.drainPermits();
    }
}
