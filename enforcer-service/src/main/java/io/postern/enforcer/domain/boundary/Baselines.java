package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Plans the denies of protected VMs, one for each address. The first of a VM speaks of every address whose own deny does not
 * stand, be it not written yet or without a place, and is narrowed only then: so no address is open while they change.
 */
final class Baselines {
    private final BoundaryRecord record;
    private final String instance;
    private final PriorityChoice priorities;
    private final Draft draft;
    private final Map<VmId, Integer> first = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private final Map<VmId, List<OwnRule>> recorded = new HashMap<>();
    private final Set<String> outgrown;

    Baselines(BoundaryRecord record, String instance, PriorityChoice priorities, Draft draft) {
        this.record = record;
        this.instance = instance;
        this.priorities = priorities;
        this.draft = draft;
        this.outgrown = record.outgrown(instance);
        record.rules().stream()
                .filter(rule -> rule.name() instanceof RuleName.Baseline)
                .forEach(rule -> recorded.computeIfAbsent(rule.vm(), _ -> new ArrayList<>())
                        .add(rule));
    }

    void plan() {
        record.machines().stream().filter(Machine::isProtected).forEach(this::plan);
    }

    /** The names of all baselines that somebody behind the boundary needs. */
    Set<String> wanted() {
        return wanted;
    }

    /** The first priority that a VM's baselines take; openings for it rank before. */
    OptionalInt firstOf(VmId vm) {
        Integer priority = first.get(vm);
        return priority == null ? OptionalInt.empty() : OptionalInt.of(priority);
    }

    private void plan(Machine machine) {
        List<Deny> denies = machine.denies(instance);
        if (denies.isEmpty()) {
            return;
        }
        denies.forEach(deny -> wanted.add(deny.name().text()));
        Deny main = denies.getFirst();
        // NB. before all others: where places are few, it speaks for them too
        OptionalInt reserved = place(main, main.shape(), draft.place(main.name().text()));
        List<Deny> placeless = new ArrayList<>();
        List<String> covered = new ArrayList<>(List.of(main.address()));
        for (Deny deny : denies.subList(1, denies.size())) {
            OptionalInt place =
                    place(deny, deny.shape(), draft.place(deny.name().text()));
            if (place.isEmpty()) {
                placeless.add(deny);
            }
            if (place.isEmpty() || !put(machine, deny, deny.shape(), place.getAsInt())) {
                covered.add(deny.address());
            }
        }
        boolean settled = covered.size() == 1;
        RuleShape wide = machine.baseline(covered);
        OptionalInt place = settled ? reserved : place(main, wide, reserved);
        if (place.isPresent()) {
            if (put(machine, main, wide, place.getAsInt()) && settled) {
                letOutgrownGo(machine);
            }
            return;
        }
        placeless.forEach(deny -> bypassed(machine, deny));
        if (reserved.isEmpty()) {
            bypassed(machine, main);
        } else {
            // NB. never narrowed for want of a better place: it may be all that keeps an address shut to what ranks
            // behind it
            var _ = put(machine, main, wide, reserved.getAsInt());
        }
    }

    private OptionalInt place(Deny deny, RuleShape shape, OptionalInt current) {
        return priorities.forBaseline(deny.name().text(), shape, current);
    }

    /** True when it stands already. */
    private boolean put(Machine machine, Deny deny, RuleShape shape, int priority) {
        first.merge(machine.vm(), priority, Math::min);
        RuleWrite write = new RuleWrite(RuleWrite.Kind.BASELINE, deny.name(), machine.vm(), priority, shape);
        if (draft.stands(write)) {
            draft.stand(write);
            return true;
        }
        draft.want(write, true, rule -> isMeant(rule, machine, deny));
        return false;
    }

    /** It stands where it was put, and says what a baseline of this VM may say while its addresses change. */
    private boolean isMeant(SecurityRule rule, Machine machine, Deny deny) {
        List<String> all = machine.denies(instance).stream().map(Deny::address).toList();
        return rule.destinations().contains(deny.address())
                && all.containsAll(rule.destinations())
                && rule.says(machine.baseline(rule.destinations()))
                && draft.recorded(deny.name().text())
                        .filter(row -> row.priority() == rule.priority())
                        .isPresent();
    }

    private void bypassed(Machine machine, Deny deny) {
        draft.find(
                Finding.Kind.BYPASS,
                deny.name().text(),
                "a foreign rule opens protected ports of " + machine.vm().name() + " at priority "
                        + priorities.firstForeignAllow(deny.shape()).orElse(Slots.LAST)
                        + ", and no place is free before it");
    }

    /** What is left of an address that the VM does not have any more goes only once all that it has is kept shut. */
    private void letOutgrownGo(Machine machine) {
        recorded.getOrDefault(machine.vm(), List.of()).stream()
                .map(rule -> rule.name().text())
                .filter(outgrown::contains)
                .flatMap(name -> draft.standing(name).stream())
                .forEach(standing -> draft.remove(standing.name()));
    }
}
