package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A {@link RulePlan} in the making. */
final class Draft {
    private final Map<String, SecurityRule> observed = new HashMap<>();
    private final Map<String, OwnRule> recorded = new HashMap<>();
    private final Map<VmId, Machine> machines = new HashMap<>();
    private final Map<GrantId, Grant> grants = new HashMap<>();
    private final Set<String> removals = new LinkedHashSet<>();
    private final List<RuleWrite> writes = new ArrayList<>();
    private final List<RulePlan.Refusal> refusals = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> standing = new LinkedHashSet<>();

    Draft(BoundaryRecord record, ObservedNsg seen) {
        seen.rules().forEach(rule -> observed.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule));
        record.rules().forEach(rule -> recorded.put(rule.name().text(), rule));
        record.machines().forEach(machine -> machines.putIfAbsent(machine.vm(), machine));
        record.grants().forEach(grant -> grants.putIfAbsent(grant.id(), grant));
    }

    Optional<Machine> machine(VmId vm) {
        return Optional.ofNullable(machines.get(vm));
    }

    Optional<Grant> grant(GrantId id) {
        return Optional.ofNullable(grants.get(id));
    }

    RulePlan plan() {
        writes.sort(Comparator.comparing(RuleWrite::kind));
        return new RulePlan(List.copyOf(removals), writes, refusals, findings, standing);
    }

    /** A rule of ours as it stands; names of ours are in lower case. */
    Optional<SecurityRule> standing(String name) {
        return Optional.ofNullable(observed.get(name));
    }

    Optional<OwnRule> recorded(String name) {
        return Optional.ofNullable(recorded.get(name));
    }

    /** Where a rule of ours is, or was meant to be. */
    OptionalInt place(String name) {
        @Nullable OwnRule row = recorded.get(name);
        @Nullable SecurityRule rule = observed.get(name);
        if (row != null) {
            return OptionalInt.of(row.priority());
        }
        return rule == null ? OptionalInt.empty() : OptionalInt.of(rule.priority());
    }

    Set<String> removals() {
        return removals;
    }

    void remove(String name) {
        removals.add(name);
    }

    void refuse(Grant grant, String reason, String detail) {
        refusals.add(new RulePlan.Refusal(grant, reason, detail));
    }

    void find(Finding.Kind kind, String rule, String detail) {
        findings.add(new Finding(kind, rule, detail));
    }

    /** Whether a rule stands exactly as wanted. */
    boolean stands(RuleWrite wanted) {
        return recorded.containsKey(wanted.name().text())
                && standing(wanted.name().text())
                        .filter(rule -> rule.says(wanted.shape())
                                && rule.priority() == wanted.priority()
                                && rule.description().equals(wanted.description()))
                        .isPresent();
    }

    /** Whether a rule of this name is to be written. */
    boolean isWritten(String name) {
        return writes.stream().anyMatch(write -> write.name().text().equals(name));
    }

    void stand(RuleWrite wanted) {
        standing.add(wanted.name().text());
    }

    /** Asks for a rule that does not stand as wanted; it is drift unless the rule is as {@code meant} before. */
    void want(RuleWrite wanted, boolean mayWrite, Predicate<SecurityRule> meant) {
        String name = wanted.name().text();
        Optional<SecurityRule> found = standing(name);
        boolean seen = recorded(name).filter(OwnRule::seen).isPresent();
        if (seen && found.filter(meant).isEmpty()) {
            find(
                    found.isEmpty() ? Finding.Kind.WIPED : Finding.Kind.ALTERED,
                    name,
                    found.isEmpty() ? "a rule of ours was taken away" : "a rule of ours was changed");
        }
        if (mayWrite) {
            // NB. a rule of that name that lets nobody in is no opening yet: to make it one widens access
            boolean opens = found.filter(rule -> rule.inbound() && rule.access() == Access.ALLOW)
                    .isPresent();
            boolean repair = wanted.kind() == RuleWrite.Kind.ADD && opens;
            writes.add(repair ? wanted.as(RuleWrite.Kind.REPAIR) : wanted);
        }
    }
}
