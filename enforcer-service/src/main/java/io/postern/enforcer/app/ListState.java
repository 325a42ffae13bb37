package io.postern.enforcer.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what stands where, as far as the record knows. */
public final class ListState {
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final Findings findings;
    private final PolicyFindings policyFindings;
    private final AddInterlocks interlocks;
    private final UnitOfWork work;

    public ListState(
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Findings findings,
            PolicyFindings policyFindings,
            AddInterlocks interlocks,
            UnitOfWork work) {
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.findings = findings;
        this.policyFindings = policyFindings;
        this.interlocks = interlocks;
        this.work = work;
    }

    /** A boundary with the VMs behind it and our rules in it. */
    public record Boundary(BoundaryId id, List<VmAssessed> machines, List<OwnRule> rules) {}

    public Optional<Grant> grant(GrantId id) {
        return work.call(() -> grants.find(id));
    }

    public List<Findings.Known> findings() {
        return work.call(() -> Stream.of(
                        findings.known().stream(), policyFindings.known().stream(), interlocks.clockFinding().stream())
                .flatMap(known -> known)
                .toList());
    }

    /** One of them; empty when no VM and no rule of ours is known there. */
    public Optional<Boundary> boundary(BoundaryId id) {
        return boundaries().stream()
                .filter(boundary -> boundary.id().equals(id))
                .findFirst();
    }

    public List<Boundary> boundaries() {
        return work.call(() -> {
            List<VmAssessed> all = inventory.all();
            Map<String, BoundaryId> ids = new TreeMap<>();
            Map<BoundaryId, List<VmAssessed>> behind = new HashMap<>();
            all.forEach(vm -> Stream.concat(
                            vm.interfaces().stream().flatMap(nic -> nic.nsgs().stream()),
                            Snapshot.of(vm).boundaries().stream())
                    .distinct()
                    .forEach(nsg -> {
                        ids.put(nsg.key(), nsg);
                        behind.computeIfAbsent(nsg, _ -> new ArrayList<>()).add(vm);
                    }));
            Map<BoundaryId, List<OwnRule>> live = rules.live().stream()
                    .collect(Collectors.groupingBy(
                            OwnRules.Placed::boundary, Collectors.mapping(OwnRules.Placed::rule, Collectors.toList())));
            return ids.values().stream()
                    .map(nsg ->
                            new Boundary(nsg, behind.getOrDefault(nsg, List.of()), live.getOrDefault(nsg, List.of())))
                    .toList();
        });
    }
}
