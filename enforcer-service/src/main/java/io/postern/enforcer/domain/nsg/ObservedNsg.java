package io.postern.enforcer.domain.nsg;

import io.postern.contracts.id.BoundaryId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An NSG as Azure showed it at Azure's own time; its default rules are not listed, they rank behind every other. A firewall is
 * shown in the same form: its network rules as rules, each of our openings as one, and in {@code claims} what else is taken
 * there. Only one that was read by itself has its {@code original}: a list of all would fill the memory. {@code inForce} is
 * false after a write that failed: what it shows was asked for, and what it does nobody knows.
 */
public record ObservedNsg(
        BoundaryId id,
        List<SecurityRule> rules,
        Instant serverTime,
        @Nullable Original original,
        List<Claim> claims,
        boolean inForce) {
    public ObservedNsg {
        claims = List.copyOf(claims);
        rules = rules.stream()
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList();
    }

    public ObservedNsg(BoundaryId id, List<SecurityRule> rules, Instant serverTime) {
        this(id, rules, serverTime, null);
    }

    /** An NSG, or a firewall of which nothing is taken but by its rules. */
    public ObservedNsg(BoundaryId id, List<SecurityRule> rules, Instant serverTime, @Nullable Original original) {
        this(id, rules, serverTime, original, List.of());
    }

    /** One that does what it shows. */
    public ObservedNsg(
            BoundaryId id,
            List<SecurityRule> rules,
            Instant serverTime,
            @Nullable Original original,
            List<Claim> claims) {
        this(id, rules, serverTime, original, claims, true);
    }

    /** Azure's own JSON, whole, and the version it is of: without both nobody may write the NSG as a whole. */
    public record Original(String json, String etag) {}

    public Optional<SecurityRule> rule(String name) {
        return rules.stream().filter(rule -> rule.isCalled(name)).findFirst();
    }

    /** The names of its rules in lower case: to Azure those with the same letters are one. */
    public Set<String> names() {
        return rules.stream().map(rule -> rule.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    public List<SecurityRule> inbound() {
        return rules.stream().filter(SecurityRule::inbound).toList();
    }
}
