package io.postern.simulation.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whose events and threads these are: one life of one process. It ends once, and nothing of it is left then. */
public final class Owner {
    private final String name;
    private final List<Event> deferred = new ArrayList<>();
    private BooleanSupplier doom = () -> false;
    private int pace = 1000;
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

    /** Asked at every call of a port that its threads make: whether it is its last. */
    public void doomedIf(BooleanSupplier isTheLast) {
        doom = isTheLast;
    }

    boolean isDoomed() {
        return doom.getAsBoolean();
    }

    /** How many thousandths of a true second its own second takes it: what it waits for, it waits for by its own clock. */
    public void pace(int thousandths) {
        pace = thousandths;
    }

    /** As long as that in true time. */
    long paced(Duration own) {
        long millis = Math.max(0, own.toMillis());
        return pace == 1000 ? millis : (millis * 1000 + pace - 1) / pace;
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
