package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Chooses priorities so that a baseline really blocks and an opening really opens. Nobody's rule is ever renumbered, and a
 * rule of ours keeps its place as long as the place serves.
 */
final class PriorityChoice {
    /** So many places a baseline leaves for openings before it, where it can. */
    static final int LEFT_FOR_OPENINGS = 20;

    private final Installation ours;
    private final NsgFilter filter;
    private final KnownMachines around;
    private final Slots slots;

    PriorityChoice(Installation ours, NsgFilter filter, KnownMachines around, Slots slots) {
        this.ours = ours;
        this.filter = filter;
        this.around = around;
        this.slots = slots;
    }

    /**
     * Right before the first foreign allow that speaks of a protected port, else the last place. Where that is not to be had,
     * right before the first that really opens one, because no foreign deny stops it; empty: bypassed.
     */
    OptionalInt forBaseline(String name, RuleShape deny, OptionalInt current) {
        int limit = firstForeignAllow(deny).orElse(Slots.LAST + 1);
        OptionalInt best = slots.highestBelow(limit);
        if (serves(name, current, limit) && !isCramped(current.getAsInt(), best)) {
            return held(name, current);
        }
        if (best.isPresent()) {
            return held(name, best);
        }
        int opened = filter.opener(deny, around, this::isForeign, this::isForeign)
                .map(SecurityRule::priority)
                .orElse(Slots.LAST + 1);
        return held(name, serves(name, current, opened) ? current : slots.highestBelow(opened));
    }

    /** Few places are left before it, and there is a place with more: a baseline moves in one write, and blocks all the while. */
    private boolean isCramped(int current, OptionalInt best) {
        return best.isPresent()
                && best.getAsInt() > current
                && slots.openable(ours, current) < LEFT_FOR_OPENINGS
                && slots.openable(ours, best.getAsInt()) > slots.openable(ours, current);
    }

    /** The first deny, foreign or of another VM, that an opening may meet; the VM's own baselines are left to {@link #forOpening}. */
    Optional<SecurityRule> firstDeny(RuleShape allow, Set<String> ownBaselines) {
        return filter.firstToMeet(
                Access.DENY, allow, around, rule -> ownBaselines.stream().noneMatch(rule::isCalled));
    }

    /** The first free place of the band that ranks before a deny and the VM's baselines, which may be about to move. */
    OptionalInt forOpening(String name, Optional<SecurityRule> deny, OptionalInt baseline, OptionalInt current) {
        int limit = Math.min(deny.map(SecurityRule::priority).orElse(Slots.LAST + 1), baseline.orElse(Slots.LAST + 1));
        if (serves(name, current, limit)) {
            return held(name, current);
        }
        return held(
                name,
                slots.lowest(ours.band().first(), Math.min(limit, ours.band().last() + 1)));
    }

    /** Whether nobody else has taken a place of ours, or what hangs on it. */
    boolean mayKeep(String name, int place) {
        return slots.canHold(place, name);
    }

    OptionalInt firstForeignAllow(RuleShape deny) {
        return filter.firstToMeet(Access.ALLOW, deny, around, this::isForeign)
                .map(rule -> OptionalInt.of(rule.priority()))
                .orElse(OptionalInt.empty());
    }

    private boolean isForeign(SecurityRule rule) {
        return RuleName.parse(ours.name(), rule.name()).isEmpty();
    }

    private boolean serves(String name, OptionalInt current, int limit) {
        return current.isPresent() && current.getAsInt() < limit && slots.canHold(current.getAsInt(), name);
    }

    private OptionalInt held(String name, OptionalInt slot) {
        slot.ifPresent(priority -> slots.hold(priority, name));
        return slot;
    }
}
