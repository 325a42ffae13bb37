package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings the record up to what was read from Azure, and only then lets anybody know. */
public final class SettleBoundary {
    private final String instance;
    private final UnitOfWork work;
    private final LoadBoundary boundaries;
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final Findings findings;
    private final Events events;
    private final GrantEnds ends;

    public SettleBoundary(
            String instance,
            UnitOfWork work,
            LoadBoundary boundaries,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Findings findings,
            Events events,
            GrantEnds ends) {
        this.instance = instance;
        this.work = work;
        this.boundaries = boundaries;
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.findings = findings;
        this.events = events;
        this.ends = ends;
    }

    /** Plans from what was just read, and makes known what is wrong there. */
    RulePlan plan(ObservedNsg seen, Instant now) {
        return work.call(() -> {
            BoundaryRecord record = boundaries.load(seen.id(), now);
            RulePlan plan = RulePlan.between(record, seen, instance, now);
            for (RulePlan.Refusal refusal : plan.refusals()) {
                grants.locked(refusal.grant().id())
                        .filter(latest -> latest.getClass() == refusal.grant().getClass())
                        .ifPresent(latest -> ends.refuse(latest, refusal.reason(), refusal.detail(), now));
            }
            // NB. what an earlier run found stays until this one has read back
            tell(seen.id(), findings.note(seen.id(), plan.findings(), now));
            return plan;
        });
    }

    /** Takes over what was read back after the writes; the answer is what is still to be done. */
    RulePlan settle(ObservedNsg seen, WriteRules.Written written, Instant now) {
        return work.call(() -> {
            written.correlationIds().forEach((name, id) -> rules.called(seen.id(), name, id));
            BoundaryRecord record = boundaries.load(seen.id(), now);
            RulePlan rest = RulePlan.between(record, seen, instance, now);
            rules.readBack(seen.id(), rest.standing());
            Set<GrantId> here = record.machines().isEmpty() ? Set.of() : grantsHere(record);
            boolean tookOver = false;
            for (OwnRule rule : record.rules()) {
                tookOver |= rule.name() instanceof RuleName.Opening opening && opens(opening.grant(), now);
            }
            // NB. afterwards, so that nobody is told of an end before the extension that followed on
            for (OwnRule rule : record.rules()) {
                if (rule.name() instanceof RuleName.Opening opening) {
                    settle(seen, rule, opening, here.contains(opening.grant()), written.invalid(), now);
                } else if (rule.unwanted() && seen.rule(rule.name().text()).isEmpty()) {
                    rules.gone(seen.id(), rule.name().text());
                }
            }
            List<Finding> current = new ArrayList<>(rest.findings());
            current.addAll(written.findings());
            tell(seen.id(), findings.replace(seen.id(), current, now));
            return tookOver ? RulePlan.between(boundaries.load(seen.id(), now), seen, instance, now) : rest;
        });
    }

    /** The boundary itself is gone, and every rule with it. */
    void gone(NsgId boundary, Instant now) {
        work.call(() -> {
            for (OwnRule rule : rules.on(boundary)) {
                rules.gone(boundary, rule.name().text());
                if (rule.name() instanceof RuleName.Opening opening) {
                    grants.locked(opening.grant()).ifPresent(grant -> {
                        ends.close(grant, CloseReason.VM_DELETED, now);
                        finishIfClosing(opening.grant(), now);
                    });
                }
            }
            return boundary;
        });
    }

    private static Set<GrantId> grantsHere(BoundaryRecord record) {
        Set<String> machines =
                record.machines().stream().map(machine -> machine.vm().key()).collect(Collectors.toSet());
        return record.grants().stream()
                .filter(grant -> machines.contains(grant.terms().vm().key()))
                .map(Grant::id)
                .collect(Collectors.toSet());
    }

    private void settle(
            ObservedNsg seen,
            OwnRule rule,
            RuleName.Opening name,
            boolean here,
            Map<String, String> invalid,
            Instant now) {
        Grant grant = grants.locked(name.grant()).orElse(null);
        boolean absent = seen.rule(name.text()).isEmpty();
        boolean wantedHere = here && grant instanceof Grant.Live live && !live.isOver(now);
        if (absent && !wantedHere) {
            rules.gone(seen.id(), name.text());
            finishIfClosing(name.grant(), now);
        } else if (absent && grant instanceof Grant.Opening opening && invalid.containsKey(name.text())) {
            rules.gone(seen.id(), name.text());
            ends.refuse(opening, "azure-refused", String.valueOf(invalid.get(name.text())), now);
        }
    }

    /** Opens a grant that stands everywhere; true when it took the place of others. */
    private boolean opens(GrantId id, Instant now) {
        Grant known = grants.find(id).orElse(null);
        if (!(known instanceof Grant.Opening begun) || begun.isOver(now) || !standsEverywhere(begun)) {
            return false;
        }
        if (begun.terms().isExtension()) {
            // NB. the whole line, oldest first, as whoever closes it does
            var _ = grants.lockedLine(begun.terms().line());
        }
        return grants.locked(id).orElse(null) instanceof Grant.Opening opening && ends.open(opening, now);
    }

    private boolean standsEverywhere(Grant.Opening opening) {
        Set<NsgId> needed = inventory
                .find(opening.terms().vm())
                .filter(Snapshot::isEnclosed)
                .map(Snapshot::boundaries)
                .orElse(Set.of());
        Set<NsgId> standing = rules.of(opening.id()).stream()
                .filter(placed -> placed.live() && placed.rule().seen())
                .map(OwnRules.Placed::boundary)
                .collect(Collectors.toSet());
        return !needed.isEmpty() && standing.containsAll(needed);
    }

    private void finishIfClosing(GrantId id, Instant now) {
        if (grants.locked(id).orElse(null) instanceof Grant.Closing closing) {
            ends.finish(closing, now);
        }
    }

    private void tell(NsgId boundary, List<Finding> fresh) {
        for (Finding finding : fresh) {
            events.append(
                    new DriftFound(boundary, finding.rule(), finding.kind().word(), finding.detail()));
        }
    }
}
