package io.postern.simulation.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timed task that may still be called off; nobody asks it anything else. */
final class Appointment extends CompletableFuture<Object> implements ScheduledFuture<Object> {
    private final Runnable undo;

    Appointment(Runnable undo) {
        this.undo = undo;
    }

    @Override
    public boolean cancel(boolean interrupt) {
        undo.run();
        return super.cancel(interrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return 0;
    }

    @Override
    public int compareTo(Delayed other) {
        return 0;
    }
}
