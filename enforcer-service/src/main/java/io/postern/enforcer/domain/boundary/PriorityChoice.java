package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.OptionalInt;

/**
 * Chooses priorities so that a baseline really blocks and an opening really opens. Nobody's rule is ever renumbered, and a
 * rule of ours keeps its place as long as the place serves.
 */
final class PriorityChoice {
    /** The band of openings ends here; the rest is left to customers and to baselines. */
    static final int LAST_OF_BAND = 999;

    private final String instance;
    private final ObservedNsg observed;
    private final Slots slots;

    PriorityChoice(String instance, ObservedNsg observed, Iterable<OwnRule> recorded) {
        this.instance = instance;
        this.observed = observed;
        this.slots = new Slots(observed, recorded);
    }

    /** Right before the first foreign allow that would open a protected port, else the last place; empty: bypassed. */
    OptionalInt forBaseline(String name, RuleShape deny, OptionalInt current) {
        int limit = firstForeignAllow(deny).orElse(Slots.LAST + 1);
        if (serves(name, current, limit)) {
            return held(name, current);
        }
        return held(name, slots.highestBelow(limit));
    }

    /**
     * The first free place that ranks before the VM's baseline and every other deny that the opening may meet. The baseline
     * is a parameter, because it may be about to move.
     */
    OptionalInt forOpening(
            String name, RuleShape allow, String baselineName, OptionalInt baseline, OptionalInt current) {
        int limit = observed.inbound().stream()
                .filter(rule -> rule.access() == Access.DENY && !rule.isCalled(baselineName) && rule.mayMeet(allow))
                .mapToInt(SecurityRule::priority)
                .min()
                .orElse(Slots.LAST + 1);
        limit = Math.min(limit, baseline.orElse(limit));
        if (serves(name, current, limit)) {
            return held(name, current);
        }
        return held(name, slots.lowest(Slots.FIRST, Math.min(limit, LAST_OF_BAND + 1)));
    }

    OptionalInt firstForeignAllow(RuleShape deny) {
        return observed.inbound().stream()
                .filter(rule -> rule.access() == Access.ALLOW)
                .filter(rule -> RuleName.parse(instance, rule.name()).isEmpty())
                .filter(rule -> rule.mayMeet(deny))
                .mapToInt(SecurityRule::priority)
                .min();
    }

    private boolean serves(String name, OptionalInt current, int limit) {
        return current.isPresent() && current.getAsInt() < limit && slots.canHold(current.getAsInt(), name);
    }

    private OptionalInt held(String name, OptionalInt slot) {
        slot.ifPresent(priority -> slots.hold(priority, name));
        return slot;
    }
}
