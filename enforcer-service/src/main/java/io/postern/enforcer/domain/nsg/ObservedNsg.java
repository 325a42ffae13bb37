package io.postern.enforcer.domain.nsg;

import io.postern.contracts.id.NsgId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An NSG as Azure showed it at Azure's own time; its default rules are not listed, they rank behind every other. */
public record ObservedNsg(NsgId id, List<SecurityRule> rules, Instant serverTime) {
    public ObservedNsg {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList();
    }

    public Optional<SecurityRule> rule(String name) {
        return rules.stream().filter(rule -> rule.isCalled(name)).findFirst();
    }

    public List<SecurityRule> inbound() {
        return rules.stream().filter(SecurityRule::inbound).toList();
    }
}
