package io.postern.simulation;

import io.postern.simulation.planted.Bugs;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.world.Fault;
import io.postern.simulation.world.History;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Lives through the history of a seed, or through those of several, and tells what happened:
 * {@code Replay <first> [<last> [<fault>,…|any [<bug>]]]}.
 */
public final class Replay {
    private final PrintStream out;
    private final Wires wires;

    private Replay(PrintStream out, Wires wires) {
        this.out = out;
        this.wires = wires;
    }

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long last = args.length > 1 ? Long.parseLong(args[1]) : first;
        String faults = args.length > 2 ? args[2] : "any";
        Wires wires = args.length > 3 ? Bugs.valueOf(args[3]).wires() : new Wires();
        Replay replay = new Replay(System.out, wires);
        long began = System.nanoTime();
        long events = Campaign.onOneThread(() -> replay.all(first, last, faults));
        System.out.println((last - first + 1) + " histories, " + events + " events, "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    private long all(long first, long last, String faults) {
        long events = 0;
        for (long seed = first; seed <= last; seed++) {
            History.Result result = one(seed, faults, first == last);
            events += result.events();
        }
        return events;
    }

    private History.Result one(long seed, String names, boolean traced) {
        Set<Fault> faults = names.equals("any") ? Campaign.faults(seed) : faults(names);
        History.Result result = History.of(seed, faults, wires, traced);
        result.trace().forEach(out::println);
        if (result.violation() != null) {
            out.println("seed " + seed + " " + faults + ": " + result.violation());
        }
        return result;
    }

    static Set<Fault> faults(String names) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        Arrays.stream(names.split(","))
                .filter(name -> !name.equals("none"))
                .map(Fault::valueOf)
                .forEach(faults::add);
        return faults;
    }
}
