package io.postern.simulation.kernel;

import java.util.ArrayList;
import java.util.List;

/** Whose events and threads these are: one life of one process. It ends once, and nothing of it is left then. */
public final class Owner {
    private final String name;
    private final List<Event> deferred = new ArrayList<>();
    private boolean dead;
    private boolean frozen;

    public Owner(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public boolean isDead() {
        return dead;
    }

    public boolean isFrozen() {
        return frozen;
    }

    /** Alive and not stopped. */
    public boolean isRunning() {
        return !dead && !frozen;
    }

    void die() {
        dead = true;
        frozen = false;
        deferred.clear();
    }

    void freeze() {
        frozen = !dead;
    }

    void defer(Event event) {
        deferred.add(event);
    }

    List<Event> thaw() {
        frozen = false;
        List<Event> late = List.copyOf(deferred);
        deferred.clear();
        return late;
    }
}
