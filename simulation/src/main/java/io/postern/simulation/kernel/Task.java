package io.postern.simulation.kernel;

import org.jspecify.annotations.Nullable;

/** A thread of a process: what it does, and which of its waits it is in. */
final class Task {
    final Owner owner;
    final Runnable body;

    @Nullable
    Worker worker;

    long ticket;
    boolean waiting;

    Task(Owner owner, Runnable body) {
        this.owner = owner;
        this.body = body;
    }

    /** The thread that it runs on, once it began. */
    Worker worker() {
        if (worker == null) {
            throw new IllegalStateException("a task that never began waits for nothing");
        }
        return worker;
    }
}
