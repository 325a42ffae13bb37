package io.postern.simulation;

import io.postern.simulation.kernel.Chance;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.world.Fault;
import io.postern.simulation.world.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Many histories: each has a few kinds of misfortune, so that each kind is met alone and in company. */
public final class Campaign {
    private static final int ENOUGH = 10;

    private Campaign() {}

    /** The kinds of misfortune that a seed stands for. */
    public static Set<Fault> faults(long seed) {
        Chance chance = new Chance(seed ^ 0x5DEECE66DL);
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int i = chance.between(0, 4); i > 0; i--) {
            faults.add(chance.of(List.of(Fault.values())));
        }
        return faults;
    }

    /** Lives through the histories of these seeds; the answer is those that broke an invariant, the first few. */
    public static List<History.Result> run(long first, long last) {
        return onOneThread(() -> {
            List<History.Result> broken = new ArrayList<>();
            for (long seed = first; seed <= last && broken.size() < ENOUGH; seed++) {
                History.Result result = History.of(seed, faults(seed), new Wires(), false);
                if (result.violation() != null) {
                    broken.add(result);
                }
            }
            return broken;
        });
    }

    /** Virtual, as all the threads of a history are: among those alone handing the baton on is cheap. */
    static <T> T onOneThread(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }
}
