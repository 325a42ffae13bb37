package io.postern.messaging;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does a thing again and again, ever more slowly, until it succeeds; keeping the order matters more than the record. */
final class Patience {
    private static final Logger LOG = System.getLogger(Patience.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final CountDownLatch ended = new CountDownLatch(1);

    void untilDone(String what, Runnable work) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException | Error e) { // an error, too, would end the channel for good
                LOG.log(Level.WARNING, what + " failed and is tried again", e);
                await(pause, what, e);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    void end() {
        ended.countDown();
    }

    private void await(long pause, String what, Throwable last) {
        boolean stopped;
        try {
            stopped = ended.await(pause, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        if (stopped) {
            throw new IllegalStateException("stopped before this was done: " + what, last);
        }
    }
}
