package io.postern.enforcer.adapter.azure;

import java.time.Duration;

/** Time that passes while Azure works. */
interface Waiting {
    /** A reading that only differences are taken of. */
    long nanos();

    /** False when whoever waits was told to stop. */
    boolean pause(Duration pause);

    /** Real time. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public boolean pause(Duration pause) {
                try {
                    Thread.sleep(pause);
                    return true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        };
    }
}
