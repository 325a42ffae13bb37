package io.postern.simulation.kernel;

import java.util.ArrayList;
import java.util.List;

/** What happened, as lines for people, or only as a number that is the same for the same history. */
public final class Trace {
    private final Kernel kernel;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private long hash = 1125899906842597L;

    public Trace(Kernel kernel, boolean kept) {
        this.kernel = kernel;
        this.kept = kept;
    }

    public void note(String who, String what) {
        hash = 31 * (31 * (31 * hash + kernel.now().toEpochMilli()) + who.hashCode()) + what.hashCode();
        if (kept) {
            lines.add(kernel.now().toString().substring(11) + " " + who + ": " + what);
        }
    }

    public long hash() {
        return hash;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
