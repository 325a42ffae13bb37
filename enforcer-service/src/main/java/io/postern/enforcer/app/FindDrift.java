package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks the boundaries that are worth a closer look out of a listing, which may be a while old, so nothing is concluded
 * from it. The whole record is read at once: the number of queries does not grow with the number of boundaries.
 */
public final class FindDrift {
    private final Installation ours;
    private final Policies policies;
    private final Grants grants;
    private final OwnRules rules;
    private final Findings findings;
    private final Inventory inventory;
    private final UnitOfWork work;

    public FindDrift(
            Installation ours,
            Policies policies,
            Grants grants,
            OwnRules rules,
            Findings findings,
            Inventory inventory,
            UnitOfWork work) {
        this.ours = ours;
        this.policies = policies;
        this.grants = grants;
        this.rules = rules;
        this.findings = findings;
        this.inventory = inventory;
        this.work = work;
    }

    List<BoundaryId> among(List<ObservedNsg> seen, Instant now) {
        Whole record = work.call(this::whole);
        return seen.stream()
                .filter(nsg -> record.findings().contains(nsg.id()) || differs(record.of(nsg.id(), now), nsg, now))
                .map(ObservedNsg::id)
                .toList();
    }

    private boolean differs(BoundaryRecord record, ObservedNsg nsg, Instant now) {
        RulePlan plan = RulePlan.between(record, nsg, ours, now);
        return !plan.changesNothing() || !plan.findings().isEmpty();
    }

    private Whole whole() {
        Whole whole = new Whole(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        Map<VmId, List<PortAccess>> ports = policies.byVm();
        Map<VmId, Snapshot> seen = new HashMap<>();
        for (VmAssessed known : inventory.all()) {
            Snapshot vm = Snapshot.of(known);
            seen.put(vm.vm(), vm);
            vm.boundaries()
                    .forEach(nsg ->
                            in(whole.machines(), nsg).add(vm.behind(nsg, ports.getOrDefault(vm.vm(), List.of()))));
        }
        for (Grant grant : grants.unfinished()) {
            in(whole.grants(), grant.terms().vm()).add(grant);
            whole.byId().put(grant.id(), grant);
        }
        rules.live()
                .forEach(placed -> in(whole.rules(), placed.boundary())
                        .add(placed.rule().unlessOf(vm -> standsElsewhere(seen.get(vm), placed.boundary()))));
        findings.known().stream()
                .map(Findings.Known::boundary)
                .filter(Objects::nonNull)
                .forEach(whole.findings()::add);
        return whole;
    }

    private static boolean standsElsewhere(@Nullable Snapshot vm, BoundaryId boundary) {
        return vm != null && vm.isSurelyNotBehind(boundary);
    }

    private static <K, V> List<V> in(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    /** The record of all boundaries. */
    private record Whole(
            Map<BoundaryId, List<Machine>> machines,
            Map<VmId, List<Grant>> grants,
            Map<GrantId, Grant> byId,
            Map<BoundaryId, List<OwnRule>> rules,
            Set<BoundaryId> findings) {
        BoundaryRecord of(BoundaryId boundary, Instant now) {
            List<Machine> behind = machines.getOrDefault(boundary, List.of());
            List<OwnRule> own = rules.getOrDefault(boundary, List.of());
            Map<GrantId, Grant> current = new LinkedHashMap<>();
            behind.forEach(machine -> grants.getOrDefault(machine.vm(), List.of())
                    .forEach(grant -> current.put(grant.id(), movedOn(grant, now))));
            for (OwnRule rule : own) {
                if (rule.name() instanceof RuleName.Opening opening && byId.containsKey(opening.grant())) {
                    current.put(opening.grant(), movedOn(byId.get(opening.grant()), now));
                }
            }
            return new BoundaryRecord(boundary, behind, List.copyOf(current.values()), own);
        }

        private static Grant movedOn(Grant grant, Instant now) {
            return grant instanceof Grant.Live live && live.isOver(now) ? live.close(CloseReason.EXPIRED) : grant;
        }
    }
}
