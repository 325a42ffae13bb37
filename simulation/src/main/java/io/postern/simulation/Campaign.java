package io.postern.simulation;

import io.postern.simulation.kernel.Chance;
import io.postern.simulation.world.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Many histories: each has a few kinds of misfortune, so that each kind is met alone and in company. */
public final class Campaign {
    /** What the product does not stand yet; each is a known gap. */
    private static final Set<Fault> NOT_YET = EnumSet.of(Fault.WRONG_DATE, Fault.AZURE_THROTTLES);

    private Campaign() {}

    /** The kinds of misfortune that a seed stands for. */
    public static Set<Fault> faults(long seed) {
        Chance chance = new Chance(seed ^ 0x5DEECE66DL);
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        List<Fault> kinds = Stream.of(Fault.values())
                .filter(fault -> !NOT_YET.contains(fault))
                .toList();
        for (int i = chance.between(0, 4); i > 0; i--) {
            faults.add(chance.of(kinds));
        }
        return faults;
    }
}
