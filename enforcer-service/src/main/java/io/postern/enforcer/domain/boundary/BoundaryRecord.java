package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All that our database knows about one boundary: the VMs behind it, their unfinished grants, and our rules. */
public record BoundaryRecord(BoundaryId nsg, List<Machine> machines, List<Grant> grants, List<OwnRule> rules) {
    public BoundaryRecord {
        machines = List.copyOf(machines);
        grants = List.copyOf(grants);
        rules = List.copyOf(rules);
    }

    /** The recorded baselines of addresses that their VM, known and protected here, does not have any more. */
    public Set<String> outgrown(String instance) {
        Map<VmId, Set<RuleName>> wanted = new HashMap<>();
        machines.stream()
                .filter(Machine::isProtected)
                .forEach(machine -> wanted.put(
                        machine.vm(),
                        machine.denies(instance).stream().map(Deny::name).collect(Collectors.toSet())));
        return rules.stream()
                .filter(rule -> rule.name() instanceof RuleName.Baseline && wanted.containsKey(rule.vm()))
                .filter(rule -> !wanted.getOrDefault(rule.vm(), Set.of()).contains(rule.name()))
                .map(rule -> rule.name().text())
                .collect(Collectors.toSet());
    }
}
