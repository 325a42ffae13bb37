package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Brings together what the record says about one boundary, and moves grants on whose time is up. */
public final class LoadBoundary {
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final Policies policies;

    public LoadBoundary(Grants grants, OwnRules rules, Inventory inventory, Policies policies) {
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.policies = policies;
    }

    BoundaryRecord load(NsgId boundary, Instant now) {
        return load(boundary, grant -> movedOn(grant, now));
    }

    /** The same as it is, and nothing is moved on. */
    BoundaryRecord glance(NsgId boundary) {
        return load(boundary, grant -> grant);
    }

    private BoundaryRecord load(NsgId boundary, UnaryOperator<Grant> each) {
        List<Snapshot> behind = inventory.behind(boundary);
        Map<VmId, List<PortAccess>> ports =
                policies.of(behind.stream().map(Snapshot::vm).toList());
        List<Machine> machines = behind.stream()
                .map(vm -> vm.behind(boundary, ports.getOrDefault(vm.vm(), List.of())))
                .toList();
        List<OwnRule> own = rules.on(boundary).stream()
                .map(rule -> rule.unlessOf(vm -> !ports.containsKey(vm) && standsElsewhere(vm, boundary)))
                .toList();
        Map<GrantId, Grant> unfinished = new LinkedHashMap<>();
        grants.unfinishedOn(machines.stream().map(Machine::vm).toList())
                .forEach(grant -> unfinished.put(grant.id(), grant));
        for (OwnRule rule : own) {
            if (rule.name() instanceof RuleName.Opening opening) {
                grants.find(opening.grant()).ifPresent(grant -> unfinished.put(grant.id(), grant));
            }
        }
        List<Grant> current = unfinished.values().stream().map(each).toList();
        return new BoundaryRecord(boundary, machines, current, own);
    }

    private boolean standsElsewhere(VmId vm, NsgId boundary) {
        return inventory
                .find(vm)
                .filter(seen -> seen.isSurelyNotBehind(boundary))
                .isPresent();
    }

    private Grant movedOn(Grant grant, Instant now) {
        if (!(grant instanceof Grant.Live live) || !live.isOver(now)) {
            return grant;
        }
        Grant latest = grants.locked(grant.id()).orElse(grant);
        if (latest instanceof Grant.Live open) {
            latest = open.close(CloseReason.EXPIRED);
            grants.save(latest, now);
        }
        return latest;
    }
}
