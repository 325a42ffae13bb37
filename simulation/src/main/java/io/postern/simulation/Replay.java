package io.postern.simulation;

import io.postern.simulation.planted.Bugs;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.world.Fault;
import io.postern.simulation.world.History;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Lives through the histories of some seeds and tells what went wrong: {@code Replay <first> [<last>] [<fault>,…]}. */
public final class Replay {
    private Replay() {}

    public static void main(String[] args) throws InterruptedException {
        long first = Long.parseLong(args[0]);
        long last = args.length > 1 ? Long.parseLong(args[1]) : first;
        Optional<Set<Fault>> faults = args.length > 2 ? Optional.of(faults(args[2])) : Optional.empty();
        Thread thread = Thread.ofVirtual().start(() -> all(first, last, faults));
        thread.join();
    }

    private static void all(long first, long last, Optional<Set<Fault>> faults) {
        long began = System.nanoTime();
        long events = 0;
        for (long seed = first; seed <= last; seed++) {
            long number = seed;
            History.Result result = History.of(
                    seed,
                    faults.orElseGet(() -> Campaign.faults(number)),
                    System.getProperty("bug") == null
                            ? new Wires()
                            : Bugs.valueOf(System.getProperty("bug")).wires(),
                    first == last);
            events += result.events();
            result.trace().forEach(System.out::println);
            if (result.violation() != null) {
                System.out.println("seed " + seed + " " + Campaign.faults(seed) + ": " + result.violation());
                if (first == last || !(result.violation() instanceof io.postern.simulation.oracle.Violation)) {
                    result.violation().printStackTrace(System.out);
                }
            }
            if (System.getProperty("bug") != null && result.violation() != null) {
                break;
            }
            if (first == last) {
                System.out.println("hash " + result.hash());
            }
        }
        System.out.println((last - first + 1) + " histories, " + events + " events, "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    private static Set<Fault> faults(String names) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        Arrays.stream(names.split(","))
                .filter(name -> !name.equals("none"))
                .map(Fault::valueOf)
                .forEach(faults::add);
        return faults;
    }
}
