package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings the record up to what was read from Azure, and only then lets anybody know. */
public final class SettleBoundary {
    private final Installation ours;
    private final UnitOfWork work;
    private final LoadBoundary boundaries;
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final Leases leases;
    private final Findings findings;
    private final Events events;
    private final GrantEnds ends;

    public SettleBoundary(
            Installation ours,
            UnitOfWork work,
            LoadBoundary boundaries,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Leases leases,
            Findings findings,
            Events events,
            GrantEnds ends) {
        this.ours = ours;
        this.work = work;
        this.boundaries = boundaries;
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.leases = leases;
        this.findings = findings;
        this.events = events;
        this.ends = ends;
    }

    /** Plans from what was just read, and makes known what is wrong there. */
    RulePlan plan(ObservedNsg seen, Instant now) {
        Optional<RulePlan> quiet = quietly(seen, now);
        return quiet.isPresent()
                ? quiet.get()
                : work.call(() -> {
                    BoundaryRecord record = boundaries.load(seen.id(), now);
                    RulePlan plan = RulePlan.between(record, seen, ours, now);
                    refuse(plan, now);
                    // NB. what an earlier run found stays until this one has read back
                    tell(seen.id(), findings.note(seen.id(), plan.findings(), now));
                    return plan;
                });
    }

    /** The plan, if nothing has to be recorded with it. */
    private Optional<RulePlan> quietly(ObservedNsg seen, Instant now) {
        return work.alone(() -> {
            BoundaryRecord record = boundaries.glance(seen.id());
            if (record.grants().stream().anyMatch(grant -> grant instanceof Grant.Live live && live.isOver(now))) {
                return Optional.empty();
            }
            RulePlan plan = RulePlan.between(record, seen, ours, now);
            return Optional.of(plan)
                    .filter(it -> it.refusals().isEmpty() && it.findings().isEmpty());
        });
    }

    /**
     * Takes over what was read back after the writes; the answer is what is still to be done. Empty where another instance has
     * worked here since: what was read before that says nothing of what that one has written.
     */
    Optional<RulePlan> settle(ObservedNsg seen, Written written, Instant now) {
        return work.call(() -> {
            rules.allCalled(seen.id(), written.correlationIds());
            BoundaryRecord record = boundaries.load(seen.id(), now);
            // NB. asked after the record was read: whoever put something there had taken the lease before
            if (!leases.isUncontested(seen.id())) {
                return Optional.empty();
            }
            RulePlan rest = RulePlan.between(record, seen, ours, now).without(written.removedFrom(seen));
            rules.readBack(seen.id(), rest.standing());
            boolean changed = open(record, rest.standing(), now);
            // NB. afterwards, so that nobody is told of an end before the extension that followed on
            settleAbsent(seen, record, written, now);
            changed |= refuse(rest, now);
            List<Finding> current = new ArrayList<>(rest.findings());
            current.addAll(written.findings());
            tell(seen.id(), findings.replace(seen.id(), current, now));
            return Optional.of(changed ? RulePlan.between(boundaries.load(seen.id(), now), seen, ours, now) : rest);
        });
    }

    /** The boundary itself is gone, and every rule with it. */
    void gone(BoundaryId boundary, Instant now) {
        work.call(() -> {
            List<OwnRule> all = rules.on(boundary);
            rules.allGone(boundary, all.stream().map(rule -> rule.name().text()).toList());
            List<Grant> here = grants.lockedAll(
                    all.stream().flatMap(SettleBoundary::opened).toList());
            ends.finish(closing(here), now);
            ends.close(here.stream().filter(grant -> needs(boundary, grant)).toList(), CloseReason.VM_DELETED, now);
            return boundary;
        });
    }

    /** A VM that is known to stand behind other NSGs by now keeps its grants: they are opened there. */
    private boolean needs(BoundaryId boundary, Grant grant) {
        return inventory
                .find(grant.terms().vm())
                .filter(vm -> vm.isSurelyNotBehind(boundary))
                .isEmpty();
    }

    private boolean refuse(RulePlan plan, Instant now) {
        boolean refused = false;
        for (RulePlan.Refusal refusal : plan.refusals()) {
            Optional<Grant> latest = grants.locked(refusal.grant().id())
                    .filter(grant -> grant.getClass() == refusal.grant().getClass());
            latest.ifPresent(grant -> ends.refuse(grant, refusal.reason(), refusal.detail(), now));
            refused |= latest.isPresent();
        }
        return refused;
    }

    /** Opens the grants whose rule stands everywhere, and really opens there; true when one took the place of others. */
    private boolean open(BoundaryRecord record, Set<String> standing, Instant now) {
        Map<GrantId, Grant.Opening> begun = new LinkedHashMap<>();
        record.grants().stream()
                .filter(grant -> grant instanceof Grant.Opening opening && !opening.isOver(now))
                .map(Grant.Opening.class::cast)
                .filter(grant -> standing.contains(nameOf(grant)))
                .forEach(grant -> begun.put(grant.id(), grant));
        if (begun.isEmpty()) {
            return false;
        }
        // NB. the whole lines, oldest first, as whoever closes one does; and before asking where their rules stand:
        // of two boundaries that are settled at once the second sees what the first has read back
        List<Grant> lines = grants.lockedLines(
                begun.values().stream().map(grant -> grant.terms().line()).toList());
        Map<GrantId, List<OwnRules.Placed>> placed = rules.ofAll(begun.keySet());
        Map<VmId, Snapshot> vms = new HashMap<>();
        inventory
                .find(begun.values().stream().map(grant -> grant.terms().vm()).collect(Collectors.toSet()))
                .values()
                .stream()
                .filter(Snapshot::isEnclosed)
                .forEach(vm -> vms.put(vm.vm(), vm));
        begun.values()
                .removeIf(grant -> !standsEverywhere(
                        placed.getOrDefault(grant.id(), List.of()),
                        Optional.ofNullable(vms.get(grant.terms().vm()))
                                .map(Snapshot::boundaries)
                                .orElse(Set.of())));
        Set<GrantId> changed = new HashSet<>();
        for (Grant listed : lines) {
            if (!begun.containsKey(listed.id())) {
                continue;
            }
            // NB. one that opened before it in this very loop may have closed it
            Optional<Grant> latest =
                    changed.contains(listed.terms().line()) ? grants.locked(listed.id()) : Optional.of(listed);
            if (latest.orElse(null) instanceof Grant.Opening opening
                    && open(opening, placed.getOrDefault(opening.id(), List.of()), vms, now)) {
                changed.add(opening.terms().line());
            }
        }
        return !changed.isEmpty();
    }

    private boolean open(Grant.Opening opening, List<OwnRules.Placed> placed, Map<VmId, Snapshot> vms, Instant now) {
        Map<BoundaryId, Integer> priorities = placed.stream()
                .filter(OwnRules.Placed::live)
                .collect(Collectors.toMap(
                        OwnRules.Placed::boundary, rule -> rule.rule().priority(), (one, _) -> one));
        Snapshot vm = vms.get(opening.terms().vm());
        return ends.open(opening, placed, vm == null ? List.of() : vm.told(opening.terms(), priorities), now);
    }

    private static boolean standsEverywhere(List<OwnRules.Placed> placed, Set<BoundaryId> needed) {
        Set<BoundaryId> standing = placed.stream()
                .filter(rule -> rule.live() && rule.rule().seen())
                .map(OwnRules.Placed::boundary)
                .collect(Collectors.toSet());
        return !needed.isEmpty() && standing.containsAll(needed);
    }

    /** What does not stand, and need not, is taken off the record; with the last rule of a closing grant, the grant ends. */
    private void settleAbsent(ObservedNsg seen, BoundaryRecord record, Written written, Instant now) {
        if (!seen.inForce()) {
            return;
        }
        Set<String> present = seen.names();
        List<OwnRule> absent = record.rules().stream()
                .filter(rule -> !present.contains(rule.name().text()))
                .toList();
        Set<String> outgrown = absent.isEmpty() ? Set.of() : record.outgrown(ours.name());
        Set<VmId> machines = record.machines().stream().map(Machine::vm).collect(Collectors.toSet());
        Map<GrantId, Grant> locked = new HashMap<>();
        List<GrantId> grantsOfAbsent =
                absent.stream().flatMap(SettleBoundary::opened).toList();
        if (!grantsOfAbsent.isEmpty()) {
            grants.lockedAll(grantsOfAbsent).forEach(grant -> locked.put(grant.id(), grant));
        }
        List<String> gone = new ArrayList<>();
        List<@Nullable Grant> ended = new ArrayList<>();
        List<Grant.Opening> refused = new ArrayList<>();
        for (OwnRule rule : absent) {
            String name = rule.name().text();
            @Nullable
            Grant grant = rule.name() instanceof RuleName.Opening opening ? locked.get(opening.grant()) : null;
            boolean wanted = rule.name() instanceof RuleName.Opening
                    ? grant instanceof Grant.Live live
                            && !live.isOver(now)
                            && machines.contains(live.terms().vm())
                    : !rule.unwanted() && !outgrown.contains(name);
            if (wanted
                    && grant instanceof Grant.Opening opening
                    && written.invalid().containsKey(name)) {
                gone.add(name);
                refused.add(opening);
            } else if (!wanted && isGone(seen, rule, written, now)) {
                gone.add(name);
                ended.add(grant);
            }
        }
        if (!gone.isEmpty()) {
            rules.allGone(seen.id(), gone);
        }
        ends.finish(closing(ended), now);
        refused.forEach(grant -> ends.refuse(
                grant, "azure-refused", String.valueOf(written.invalid().get(nameOf(grant))), now));
    }

    /** That an opening does not show is no proof: Azure may have shown the NSG as it was before the write. */
    private static boolean isGone(ObservedNsg seen, OwnRule absent, Written written, Instant now) {
        return seen.id().isFirewall()
                || written.answered().contains(absent.name().text())
                || !(absent.name() instanceof RuleName.Opening opening && RulePlan.mayBeUnseen(opening, now));
    }

    private String nameOf(Grant.Live grant) {
        return new RuleName.Opening(ours.name(), grant.id(), grant.end()).text();
    }

    private static Stream<GrantId> opened(OwnRule rule) {
        return rule.name() instanceof RuleName.Opening opening ? Stream.of(opening.grant()) : Stream.empty();
    }

    private static List<Grant.Closing> closing(List<@Nullable Grant> grants) {
        return grants.stream()
                .filter(Grant.Closing.class::isInstance)
                .map(Grant.Closing.class::cast)
                .toList();
    }

    private void tell(BoundaryId boundary, List<Finding> fresh) {
        for (Finding finding : fresh) {
            events.append(
                    new DriftFound(boundary, finding.rule(), finding.kind().word(), finding.detail()));
        }
    }
}
