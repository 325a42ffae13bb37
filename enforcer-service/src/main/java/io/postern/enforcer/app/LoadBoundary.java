package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings together what the record says about one boundary, and moves grants on whose time is up. */
public final class LoadBoundary {
    private final Grants grants;
    private final Inventory inventory;
    private final OnRecord onRecord;

    public LoadBoundary(Grants grants, Inventory inventory, OnRecord onRecord) {
        this.grants = grants;
        this.inventory = inventory;
        this.onRecord = onRecord;
    }

    public LoadBoundary(Grants grants, OwnRules rules, Inventory inventory, Policies policies) {
        this(grants, inventory, OnRecord.of(inventory, policies, rules, grants));
    }

    BoundaryRecord load(BoundaryId boundary, Instant now) {
        return load(boundary, grants -> movedOn(grants, now));
    }

    /** The same as it is, and nothing is moved on. */
    BoundaryRecord glance(BoundaryId boundary) {
        return load(boundary, grants -> grants);
    }

    private BoundaryRecord load(BoundaryId boundary, UnaryOperator<List<Grant>> each) {
        OnRecord.Found found = onRecord.at(boundary);
        Map<VmId, List<PortAccess>> ports = found.ports();
        List<Machine> machines = found.behind().stream()
                .map(vm -> vm.behind(boundary, ports.getOrDefault(vm.vm(), List.of())))
                .toList();
        List<OwnRule> recorded = found.rules();
        Set<VmId> elsewhere = standingElsewhere(recorded, ports.keySet(), boundary);
        List<OwnRule> own = recorded.stream()
                .map(rule -> rule.unlessOf(elsewhere::contains))
                .toList();
        Map<GrantId, Grant> unfinished = new LinkedHashMap<>();
        found.unfinished().forEach(grant -> unfinished.put(grant.id(), grant));
        List<GrantId> others = own.stream()
                .flatMap(rule ->
                        rule.name() instanceof RuleName.Opening opening ? Stream.of(opening.grant()) : Stream.empty())
                .filter(grant -> !unfinished.containsKey(grant))
                .toList();
        if (!others.isEmpty()) {
            grants.findAll(others).forEach(grant -> unfinished.put(grant.id(), grant));
        }
        return new BoundaryRecord(boundary, machines, each.apply(List.copyOf(unfinished.values())), own);
    }

    private Set<VmId> standingElsewhere(List<OwnRule> recorded, Set<VmId> behind, BoundaryId boundary) {
        Set<VmId> absent = recorded.stream()
                .filter(rule -> rule.name() instanceof RuleName.Baseline && !behind.contains(rule.vm()))
                .map(OwnRule::vm)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return absent.isEmpty()
                ? Set.of()
                : inventory.find(absent).values().stream()
                        .filter(vm -> vm.isSurelyNotBehind(boundary))
                        .map(Snapshot::vm)
                        .collect(Collectors.toSet());
    }

    /** All that are over are moved on at once. */
    private List<Grant> movedOn(List<Grant> all, Instant now) {
        List<GrantId> over = all.stream()
                .filter(grant -> grant instanceof Grant.Live live && live.isOver(now))
                .map(Grant::id)
                .toList();
        if (over.isEmpty()) {
            return all;
        }
        Map<GrantId, Grant> latest = new HashMap<>();
        List<Grant> moved = new ArrayList<>();
        for (Grant grant : grants.lockedAll(over)) {
            if (grant instanceof Grant.Live live) {
                moved.add(live.close(CloseReason.EXPIRED));
            } else {
                latest.put(grant.id(), grant);
            }
        }
        grants.saveAll(moved, now);
        moved.forEach(grant -> latest.put(grant.id(), grant));
        return all.stream().map(grant -> latest.getOrDefault(grant.id(), grant)).toList();
    }
}
