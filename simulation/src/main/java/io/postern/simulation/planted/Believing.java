package io.postern.simulation.planted;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** After a write it does not read: it makes up what must be there by now. */
final class Believing implements NetworkRules {
    private final NetworkRules real;
    private final Map<BoundaryId, ObservedNsg> seen = new HashMap<>();
    private final Map<BoundaryId, List<RuleWrite>> written = new HashMap<>();

    Believing(NetworkRules real) {
        this.real = real;
    }

    @Override
    public Reading read(BoundaryId boundary) {
        List<RuleWrite> sent = written.remove(boundary);
        ObservedNsg before = seen.get(boundary);
        if (sent != null && before != null) {
            List<SecurityRule> rules = new ArrayList<>(before.rules());
            sent.forEach(
                    write -> rules.removeIf(rule -> rule.isCalled(write.name().text())));
            sent.forEach(write -> rules.add(Rules.of(write)));
            return new Reading.Seen(new ObservedNsg(boundary, rules, before.serverTime(), before.original()));
        }
        Reading reading = real.read(boundary);
        if (reading instanceof Reading.Seen(ObservedNsg nsg)) {
            seen.put(boundary, nsg);
        }
        return reading;
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        written.computeIfAbsent(boundary, _ -> new ArrayList<>()).add(write);
        return real.put(boundary, write, hurry);
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        return real.delete(boundary, name, hurry);
    }

    @Override
    public Outcome disarm(ObservedNsg nsg, String name, int priority, BooleanSupplier hurry) {
        return real.disarm(nsg, name, priority, hurry);
    }

    @Override
    public Outcome replace(ObservedNsg nsg, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        written.computeIfAbsent(nsg.id(), _ -> new ArrayList<>()).addAll(writes);
        return real.replace(nsg, removals, writes, hurry);
    }
}
