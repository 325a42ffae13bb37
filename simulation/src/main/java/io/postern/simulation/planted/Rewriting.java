package io.postern.simulation.planted;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends other rules than it was given. */
final class Rewriting {
    private Rewriting() {}

    /** What is sent instead of a rule, by which time it is that this rule is sent. */
    interface Habit {
        RuleWrite instead(RuleWrite write, int time);
    }

    static NetworkRules version(NetworkRules real, Habit habit) {
        Map<String, Integer> times = new HashMap<>();
        return Wrong.version(NetworkRules.class, real, Set.of("put", "replace"), (given, right) -> {
            if (given[1] instanceof RuleWrite write) {
                given[1] = instead(habit, times, (BoundaryId) given[0], write);
            } else {
                BoundaryId boundary = ((ObservedNsg) given[0]).id();
                given[2] = ((List<?>) given[2])
                        .stream()
                                .map(write -> instead(habit, times, boundary, (RuleWrite) write))
                                .toList();
            }
            return right.call();
        });
    }

    private static RuleWrite instead(Habit habit, Map<String, Integer> times, BoundaryId boundary, RuleWrite write) {
        return habit.instead(
                write, times.merge(Bugs.place(boundary, write.name().text()), 1, Integer::sum));
    }
}
