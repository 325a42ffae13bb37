package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Works out one {@link RulePlan}: what must go, then the baselines, then the openings in front of them. */
final class Planner {
    private final BoundaryRecord record;
    private final ObservedNsg observed;
    private final Installation ours;
    private final Instant now;
    private final Draft draft;

    Planner(BoundaryRecord record, ObservedNsg observed, Installation ours, Instant now) {
        this.record = record;
        this.observed = observed;
        this.ours = ours;
        this.now = now;
        this.draft = new Draft(record, observed);
    }

    RulePlan plan() {
        NsgFilter filter = new NsgFilter(observed);
        KnownMachines around = new KnownMachines(record.machines());
        PriorityChoice priorities = new PriorityChoice(ours, filter, around, new Slots(observed, record));
        Baselines baselines = new Baselines(record, ours.name(), priorities, draft);
        removeOpenings();
        removeUnseen();
        baselines.plan();
        letBaselinesGo(baselines);
        Room room = new Room(observed, draft.removals());
        Openings openings =
                new Openings(record, observed, ours.name(), now, filter, around, priorities, baselines, room, draft);
        record.grants().stream()
                .sorted(Comparator.comparing(grant -> grant.id().value()))
                .forEach(openings::plan);
        return draft.plan();
    }

    private void removeOpenings() {
        OwnNames.openings(observed, ours.name()).forEach(own -> {
            // NB. an end can be spelled with zeros before it: only the rule that we would write is the grant's
            boolean spelled = own.isSpelledAsWritten();
            if (!spelled || !isWanted(own.name())) {
                draft.remove(own.rule().name());
                if (!spelled
                        || (draft.grant(own.name().grant()).isEmpty()
                                && draft.recorded(own.name().text()).isEmpty())) {
                    draft.find(
                            Finding.Kind.ORPHAN_ALLOW, own.rule().name(), "an opening that no grant asks for; removed");
                }
            }
        });
    }

    /**
     * What does not show may be there all the same: Azure's answer may be from before the write, and a firewall whose last write
     * failed may still let somebody in. A rule is deleted by its name; a firewall in force, which would be written as a whole for
     * it, is taken at its word.
     */
    private void removeUnseen() {
        if (observed.inForce() && observed.id().isFirewall()) {
            return;
        }
        record.rules().stream()
                .map(OwnRule::name)
                .filter(RuleName.Opening.class::isInstance)
                .map(RuleName.Opening.class::cast)
                .filter(name -> !observed.inForce() || RulePlan.mayBeUnseen(name, now))
                .filter(name -> draft.standing(name.text()).isEmpty() && !isWanted(name))
                .forEach(name -> draft.remove(name.text()));
    }

    private boolean isWanted(RuleName.Opening name) {
        return draft.grant(name.grant())
                .filter(Grant.Live.class::isInstance)
                .map(Grant.Live.class::cast)
                .filter(live -> live.end().equals(name.end()) && !live.isOver(now))
                .filter(live -> draft.machine(live.terms().vm()).isPresent())
                .isPresent();
    }

    /** Denies only by a record that says so: a lost or restored database must not open a VM. */
    private void letBaselinesGo(Baselines baselines) {
        OwnNames.baselines(observed, ours.name()).forEach(own -> {
            Optional<OwnRule> row = draft.recorded(own.name().text());
            if (own.rule().access() == Access.ALLOW) {
                shut(own, row);
                return;
            }
            if (baselines.wanted().contains(own.name().text())) {
                return;
            }
            if (row.isEmpty()) {
                draft.find(Finding.Kind.UNRECORDED_DENY, own.rule().name(), "a baseline without a record; kept");
            } else if (row.get().unwanted()) {
                draft.remove(own.rule().name());
            }
        });
    }

    /** Whoever wrote it: no baseline allows, so nothing is lost with it. One that is wanted becomes a deny in one write. */
    private void shut(OwnNames.Baseline posing, Optional<OwnRule> row) {
        String name = posing.rule().name();
        boolean overwritten = draft.isWritten(posing.name().text());
        if (!overwritten) {
            draft.remove(name);
        }
        // NB. what is overwritten and was seen as a deny before is reported as altered already
        if (!overwritten || row.filter(OwnRule::seen).isEmpty()) {
            draft.find(Finding.Kind.ORPHAN_ALLOW, name, "an allow under the name of a baseline; removed");
        }
    }
}
