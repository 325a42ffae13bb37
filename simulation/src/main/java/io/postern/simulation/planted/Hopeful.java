package io.postern.simulation.planted;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Does not look at what it believes to have removed. */
final class Hopeful implements NetworkRules {
    private final NetworkRules real;
    private final Set<String> removed = new HashSet<>();

    Hopeful(NetworkRules real) {
        this.real = real;
    }

    @Override
    public Reading read(BoundaryId boundary) {
        return real.read(boundary) instanceof Reading.Seen(ObservedNsg seen)
                ? new Reading.Seen(new ObservedNsg(
                        boundary,
                        seen.rules().stream()
                                .filter(rule -> !removed.contains(
                                        Bugs.place(boundary, rule.name().toLowerCase(Locale.ROOT))))
                                .toList(),
                        seen.serverTime(),
                        seen.original()))
                : real.read(boundary);
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        return real.put(boundary, write, hurry);
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        Outcome outcome = real.delete(boundary, name, hurry);
        if (!Bugs.isUnknown(outcome)) {
            return outcome;
        }
        removed.add(Bugs.place(boundary, name.toLowerCase(Locale.ROOT)));
        return new Outcome.Applied(null);
    }

    @Override
    public Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry) {
        return real.disarm(seen, name, priority, hurry);
    }

    @Override
    public Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        Outcome outcome = real.replace(seen, removals, writes, hurry);
        if (Bugs.isUnknown(outcome)) {
            removals.forEach(name -> removed.add(Bugs.place(seen.id(), name.toLowerCase(Locale.ROOT))));
        }
        return outcome;
    }
}
