package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.grant.Grant;
import java.util.List;
import java.util.Optional;

/** All that our database knows about one boundary: the VMs behind it, their unfinished grants, and our rules. */
public record BoundaryRecord(NsgId nsg, List<Machine> machines, List<Grant> grants, List<OwnRule> rules) {
    public BoundaryRecord {
        machines = List.copyOf(machines);
        grants = List.copyOf(grants);
        rules = List.copyOf(rules);
    }

    Optional<Machine> machine(VmId vm) {
        return machines.stream().filter(machine -> machine.vm().equals(vm)).findFirst();
    }

    Optional<Grant> grant(GrantId id) {
        return grants.stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    Optional<OwnRule> rule(String name) {
        return rules.stream().filter(rule -> rule.name().text().equals(name)).findFirst();
    }
}
