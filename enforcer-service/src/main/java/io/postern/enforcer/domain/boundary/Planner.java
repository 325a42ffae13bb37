package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.grant.WindowEnd;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Works out one {@link RulePlan}: what must go, then the baselines, then the openings in front of them. */
final class Planner {
    private final BoundaryRecord record;
    private final ObservedNsg observed;
    private final String instance;
    private final Instant now;
    private final PriorityChoice priorities;

    private final List<String> removals = new ArrayList<>();
    private final List<RuleWrite> writes = new ArrayList<>();
    private final List<RulePlan.Refusal> refusals = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> standing = new HashSet<>();
    private final Map<VmId, Integer> baselines = new HashMap<>();

    Planner(BoundaryRecord record, ObservedNsg observed, String instance, Instant now) {
        this.record = record;
        this.observed = observed;
        this.instance = instance;
        this.now = now;
        this.priorities = new PriorityChoice(instance, observed, record.rules());
    }

    RulePlan plan() {
        removeWhatIsNotWanted();
        letBaselinesGo();
        record.machines().stream().filter(Machine::isProtected).forEach(this::baseline);
        record.grants().stream()
                .sorted(Comparator.comparing(grant -> grant.id().value()))
                .forEach(this::opening);
        writes.sort(Comparator.comparing(RuleWrite::kind));
        return new RulePlan(removals, writes, refusals, findings, standing);
    }

    private void removeWhatIsNotWanted() {
        OwnNames.openings(observed, instance).forEach(own -> {
            Optional<Grant> grant = record.grant(own.name().grant());
            boolean wanted = grant.filter(Grant.Live.class::isInstance)
                    .map(Grant.Live.class::cast)
                    .filter(live -> live.end().equals(own.name().end()) && !live.isOver(now))
                    .filter(live -> record.machine(live.terms().vm()).isPresent())
                    .isPresent();
            if (!wanted) {
                removals.add(own.rule().name());
                if (grant.isEmpty() && record.rule(own.name().text()).isEmpty()) {
                    find(Finding.Kind.ORPHAN_ALLOW, own.rule().name(), "an opening that no grant asks for; removed");
                }
            }
        });
    }

    /** Only by a record that says so: a lost or restored database must not open a VM. */
    private void letBaselinesGo() {
        OwnNames.baselines(observed, instance).forEach(own -> {
            Optional<OwnRule> row = record.rule(own.name().text());
            if (row.isPresent() && !row.get().unwanted()) {
                return;
            }
            boolean wanted = record.machines().stream()
                    .anyMatch(vm -> vm.isProtected()
                            && RuleName.Baseline.of(instance, vm.vm()).equals(own.name()));
            if (!wanted && row.isEmpty()) {
                find(Finding.Kind.UNRECORDED_DENY, own.rule().name(), "a baseline without a record; kept");
            } else if (!wanted) {
                removals.add(own.rule().name());
            }
        });
    }

    private void baseline(Machine machine) {
        RuleName name = RuleName.Baseline.of(instance, machine.vm());
        RuleShape deny = machine.baseline();
        if (deny.destinations().isEmpty()) {
            return;
        }
        OptionalInt chosen = priorities.forBaseline(name.text(), deny, current(name.text()));
        if (chosen.isEmpty()) {
            find(
                    Finding.Kind.BYPASS,
                    name.text(),
                    "a foreign rule opens protected ports of " + machine.vm().name()
                            + " at priority "
                            + priorities.firstForeignAllow(deny).orElse(Slots.LAST)
                            + ", and no place is free before it");
            return;
        }
        baselines.put(machine.vm(), chosen.getAsInt());
        want(new RuleWrite(RuleWrite.Kind.BASELINE, name, machine.vm(), chosen.getAsInt(), deny), true);
    }

    private void opening(Grant grant) {
        Optional<Machine> machine = record.machine(grant.terms().vm());
        if (machine.isEmpty()) {
            return;
        }
        switch (grant) {
            case Grant.Granted _, Grant.Opening _
            when comesTooLate(grant) -> refusals.add(new RulePlan.Refusal(grant, Line.TOO_LATE, Line.ENDED_BEFORE));
            case Grant.Granted granted
            when machine.get().firewall() != null ->
                refusals.add(new RulePlan.Refusal(
                        granted,
                        Machine.FIREWALL_NOT_ENFORCED,
                        Machine.behindFirewall(machine.get().firewall())));
            case Grant.Granted granted ->
                new GrantedRule(instance, granted, machine.get(), now)
                        .rule()
                        .ifPresentOrElse(
                                rule -> place(granted, rule, machine.get()), () -> refuse(granted, machine.get()));
            case Grant.Live live
            when !live.isOver(now) -> place(live, new RuleName.Opening(instance, live.id(), live.end()), machine.get());
            default -> {}
        }
    }

    /** The access that it was to extend is over, and its own rule is not there yet: it must not be opened anew. */
    private boolean comesTooLate(Grant grant) {
        boolean stands = grant instanceof Grant.Opening begun
                && observed.rule(new RuleName.Opening(instance, begun.id(), begun.end()).text())
                        .isPresent();
        return !stands && !Line.mayOpen(grant, record.grants(), now);
    }

    private void refuse(Grant.Granted granted, Machine machine) {
        boolean noAddress = machine.destinations(granted.terms().family()).isEmpty();
        refusals.add(
                noAddress
                        ? new RulePlan.Refusal(granted, "no-address", "the VM has no address of this family here")
                        : new RulePlan.Refusal(
                                granted, "too-late", "the approval ended before the rule could be written"));
    }

    private void place(Grant grant, RuleName.Opening name, Machine machine) {
        RuleShape allow = GrantedRule.shape(grant.terms(), machine);
        String baseline = RuleName.Baseline.of(instance, machine.vm()).text();
        Integer before = baselines.get(machine.vm());
        OptionalInt chosen = priorities.forOpening(
                name.text(),
                allow,
                baseline,
                before == null ? OptionalInt.empty() : OptionalInt.of(before),
                current(name.text()));
        if (chosen.isPresent()) {
            boolean inTime = WindowEnd.leavesTimeToWrite(name.end(), now);
            want(new RuleWrite(RuleWrite.Kind.ADD, name, machine.vm(), chosen.getAsInt(), allow), inTime);
        } else if (grant instanceof Grant.Granted granted) {
            refusals.add(new RulePlan.Refusal(
                    granted, "no-slot", "no free priority ranks before the denies that would block the opening"));
        } else {
            find(
                    Finding.Kind.INEFFECTIVE,
                    name.text(),
                    "a deny ranks before the opening, and no place is free before it");
        }
    }

    private void want(RuleWrite wanted, boolean mayWrite) {
        String name = wanted.name().text();
        Optional<SecurityRule> found = observed.rule(name);
        Optional<OwnRule> own = record.rule(name);
        boolean asWanted = found.filter(rule -> rule.says(wanted.shape())
                        && rule.priority() == wanted.priority()
                        && rule.description().equals(wanted.description()))
                .isPresent();
        if (asWanted && own.isPresent()) {
            standing.add(name);
            return;
        }
        if (own.filter(OwnRule::seen).isPresent()) {
            find(
                    found.isEmpty() ? Finding.Kind.WIPED : Finding.Kind.ALTERED,
                    name,
                    found.isEmpty() ? "a rule of ours was taken away" : "a rule of ours was changed");
        }
        if (mayWrite) {
            boolean repair = wanted.kind() == RuleWrite.Kind.ADD && found.isPresent();
            writes.add(
                    repair
                            ? new RuleWrite(
                                    RuleWrite.Kind.REPAIR,
                                    wanted.name(),
                                    wanted.vm(),
                                    wanted.priority(),
                                    wanted.shape())
                            : wanted);
        }
    }

    private OptionalInt current(String name) {
        return record.rule(name)
                .map(rule -> OptionalInt.of(rule.priority()))
                .orElseGet(() -> observed.rule(name)
                        .map(rule -> OptionalInt.of(rule.priority()))
                        .orElse(OptionalInt.empty()));
    }

    private void find(Finding.Kind kind, String rule, String detail) {
        findings.add(new Finding(kind, rule, detail));
    }
}
