package io.postern.enforcer.domain.nsg;

import io.postern.contracts.id.BoundaryId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An NSG as Azure showed it at Azure's own time; its default rules are not listed, they rank behind every other. Only one
 * that was read by itself has its {@code original}: a list of all would fill the memory.
 */
public record ObservedNsg(
        BoundaryId id,
        List<SecurityRule> rules,
        Instant serverTime,
        @Nullable Original original) {
    public ObservedNsg {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList();
    }

    public ObservedNsg(BoundaryId id, List<SecurityRule> rules, Instant serverTime) {
        this(id, rules, serverTime, null);
    }

    /** Azure's own JSON, whole, and the version it is of: without both nobody may write the NSG as a whole. */
    public record Original(String json, String etag) {}

    public Optional<SecurityRule> rule(String name) {
        return rules.stream().filter(rule -> rule.isCalled(name)).findFirst();
    }

    public List<SecurityRule> inbound() {
        return rules.stream().filter(SecurityRule::inbound).toList();
    }
}
