package io.postern.enforcer.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.NsgId;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers what stands where, as far as the record knows. */
public final class ListState {
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final Findings findings;
    private final PolicyFindings policyFindings;
    private final UnitOfWork work;

    public ListState(
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Findings findings,
            PolicyFindings policyFindings,
            UnitOfWork work) {
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.findings = findings;
        this.policyFindings = policyFindings;
        this.work = work;
    }

    /** A boundary with the VMs behind it and our rules in it. */
    public record Boundary(NsgId id, List<VmAssessed> machines, List<OwnRule> rules) {}

    public Optional<Grant> grant(GrantId id) {
        return work.call(() -> grants.find(id));
    }

    public List<Findings.Known> findings() {
        return work.call(() -> Stream.concat(findings.known().stream(), policyFindings.known().stream())
                .toList());
    }

    public List<Boundary> boundaries() {
        return work.call(() -> {
            List<VmAssessed> all = inventory.all();
            Map<String, NsgId> ids = new TreeMap<>();
            all.stream()
                    .flatMap(vm -> vm.interfaces().stream())
                    .flatMap(nic -> nic.nsgs().stream())
                    .forEach(nsg -> ids.put(nsg.key(), nsg));
            return ids.values().stream()
                    .map(nsg -> new Boundary(nsg, behind(all, nsg), rules.on(nsg)))
                    .toList();
        });
    }

    private static List<VmAssessed> behind(List<VmAssessed> all, NsgId boundary) {
        return all.stream()
                .filter(vm ->
                        vm.interfaces().stream().anyMatch(nic -> nic.nsgs().contains(boundary)))
                .toList();
    }
}
