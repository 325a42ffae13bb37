package io.postern.simulation.kernel;

import java.util.ArrayList;
import java.util.List;

/** Something that happens once, and that threads may wait for. */
public final class Signal {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean given;

    public boolean isGiven() {
        return given;
    }

    public void give() {
        given = true;
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    void on(Runnable woken) {
        if (given) {
            woken.run();
        } else {
            waiting.add(woken);
        }
    }
}
