package io.postern.simulation.kernel;

import java.time.Duration;

/** Lets one thread at a time do something, in virtual time: a real lock would stop time itself. */
public final class Turn {
    private static final Duration EVER = Duration.ofDays(1);

    private final Kernel kernel;
    private boolean taken;
    private Signal free = new Signal();

    public Turn(Kernel kernel) {
        this.kernel = kernel;
    }

    public void take(Runnable work) {
        while (taken) {
            kernel.await(free, EVER);
        }
        taken = true;
        try {
            work.run();
        } finally {
            taken = false;
            Signal others = free;
            free = new Signal();
            others.give();
        }
    }
}
