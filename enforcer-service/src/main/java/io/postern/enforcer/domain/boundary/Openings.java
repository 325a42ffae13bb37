package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.grant.WindowEnd;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans the openings in front of the baselines, and says of those that stand whether they really open. */
final class Openings {
    static final String NO_SLOT = "no-slot";
    static final String BLOCKED = "blocked";

    private final BoundaryRecord record;
    private final String instance;
    private final Instant now;
    private final NsgFilter filter;
    private final KnownMachines around;
    private final PriorityChoice priorities;
    private final Baselines baselines;
    private final Room room;
    private final Draft draft;

    Openings(
            BoundaryRecord record,
            String instance,
            Instant now,
            NsgFilter filter,
            KnownMachines around,
            PriorityChoice priorities,
            Baselines baselines,
            Room room,
            Draft draft) {
        this.record = record;
        this.instance = instance;
        this.now = now;
        this.filter = filter;
        this.around = around;
        this.priorities = priorities;
        this.baselines = baselines;
        this.room = room;
        this.draft = draft;
    }

    void plan(Grant grant) {
        Optional<Machine> machine = draft.machine(grant.terms().vm());
        if (machine.isEmpty()) {
            return;
        }
        switch (grant) {
            case Grant.Granted _, Grant.Opening _
            when comesTooLate(grant) -> draft.refuse(grant, Line.TOO_LATE, Line.ENDED_BEFORE);
            case Grant.Granted granted
            when machine.get().firewall() != null ->
                draft.refuse(
                        granted,
                        Machine.FIREWALL_NOT_ENFORCED,
                        Machine.behindFirewall(machine.get().firewall()));
            case Grant.Granted granted
            when room.objection().isPresent() ->
                draft.refuse(granted, "nsg-full", room.objection().get());
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
                && draft.standing(new RuleName.Opening(instance, begun.id(), begun.end()).text())
                        .isPresent();
        return !stands && !Line.mayOpen(grant, record.grants(), now);
    }

    private void refuse(Grant.Granted granted, Machine machine) {
        if (machine.destinations(granted.terms().family()).isEmpty()) {
            draft.refuse(granted, "no-address", "the VM has no address of this family here");
        } else {
            draft.refuse(granted, "too-late", "the approval ended before the rule could be written");
        }
    }

    private void place(Grant grant, RuleName.Opening name, Machine machine) {
        RuleShape allow = GrantedRule.shape(grant.terms(), machine);
        // NB. somebody may have turned the opening itself into a deny
        Set<String> own = Stream.concat(
                        machine.denies(instance).stream()
                                .map(deny -> deny.name().text()),
                        Stream.of(name.text()))
                .collect(Collectors.toSet());
        Optional<SecurityRule> deny = priorities.firstDeny(allow, own);
        OptionalInt chosen =
                priorities.forOpening(name.text(), deny, baselines.firstOf(machine.vm()), draft.place(name.text()));
        if (chosen.isEmpty()) {
            doesNotOpen(
                    grant,
                    name,
                    NO_SLOT,
                    deny.map(rule -> "rule " + rule.name() + " (priority " + rule.priority()
                                    + ") denies it, and no priority for openings is free before it")
                            .orElse("no priority for openings is free before the baseline"));
            return;
        }
        RuleWrite wanted = new RuleWrite(RuleWrite.Kind.ADD, name, machine.vm(), chosen.getAsInt(), allow);
        if (!draft.stands(wanted)) {
            draft.want(wanted, WindowEnd.leavesTimeToWrite(name.end(), now), _ -> false);
            room.take(wanted);
            return;
        }
        filter.obstacle(allow, around)
                .ifPresentOrElse(
                        rule -> doesNotOpen(
                                grant,
                                name,
                                BLOCKED,
                                "the opening stands, but rule " + rule.name() + " (priority " + rule.priority()
                                        + ") keeps it from opening"),
                        () -> draft.stand(wanted));
    }

    /** Nobody was told yet that the grant is open, or else an operator must know. */
    private void doesNotOpen(Grant grant, RuleName.Opening name, String reason, String detail) {
        if (grant instanceof Grant.Granted || grant instanceof Grant.Opening) {
            draft.refuse(grant, reason, detail);
        } else {
            draft.find(Finding.Kind.INEFFECTIVE, name.text(), detail);
        }
    }
}
