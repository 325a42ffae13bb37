package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.grant.WindowEnd;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.Mapping;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans the openings in front of the baselines, and says of those that stand whether they really open. */
final class Openings {
    static final String NO_SLOT = "no-slot";
    static final String BLOCKED = "blocked";
    static final String FOREIGN_DNAT = "foreign-dnat";

    private final BoundaryRecord record;
    private final ObservedNsg observed;
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
            ObservedNsg observed,
            String instance,
            Instant now,
            NsgFilter filter,
            KnownMachines around,
            PriorityChoice priorities,
            Baselines baselines,
            Room room,
            Draft draft) {
        this.record = record;
        this.observed = observed;
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
        Optional<Objection> never =
                Optional.ofNullable(machine.get().gateway()).flatMap(gateway -> gateway.objection(grant.terms()));
        switch (grant) {
            case Grant.Granted _, Grant.Opening _
            when comesTooLate(grant) -> draft.refuse(grant, Line.TOO_LATE, Line.ENDED_BEFORE);
            case Grant.Granted granted
            when never.isPresent() ->
                draft.refuse(granted, never.get().reason(), never.get().detail());
            case Grant.Granted _, Grant.Opening _
            when !isBegunHere(grant) && room.objection().isPresent() ->
                draft.refuse(
                        grant,
                        room.objection().get().reason(),
                        room.objection().get().detail());
            case Grant.Granted granted ->
                new GrantedRule(instance, granted, machine.get(), now)
                        .rule()
                        .ifPresentOrElse(
                                rule -> place(granted, rule, machine.get()), () -> refuse(granted, machine.get()));
            case Grant.Live live
            when !live.isOver(now) && never.isPresent() && observed.id().isFirewall() ->
                doesNotOpen(
                        live, nameOf(live), never.get().reason(), never.get().detail());
            case Grant.Live live when !live.isOver(now) -> place(live, nameOf(live), machine.get());
            default -> {}
        }
    }

    private RuleName.Opening nameOf(Grant.Live live) {
        return new RuleName.Opening(instance, live.id(), live.end());
    }

    /** The access that it was to extend is over, and its own rule is not there yet: it must not be opened anew. */
    private boolean comesTooLate(Grant grant) {
        boolean stands = grant instanceof Grant.Opening begun
                && draft.standing(new RuleName.Opening(instance, begun.id(), begun.end()).text())
                        .isPresent();
        return !stands && !Line.mayOpen(grant, record.grants(), now);
    }

    /** What has its rule on record, or in Azure, on this very boundary goes on; it may have been begun on another one only. */
    private boolean isBegunHere(Grant grant) {
        if (!(grant instanceof Grant.Opening begun)) {
            return false;
        }
        String name = nameOf(begun).text();
        return draft.recorded(name).isPresent() || draft.standing(name).isPresent();
    }

    private void refuse(Grant.Granted granted, Machine machine) {
        if (machine.destinations(granted.terms().family()).isEmpty()) {
            draft.refuse(granted, "no-address", "the VM has no address of this family here");
        } else {
            draft.refuse(granted, "too-late", "the approval ended before the rule could be written");
        }
    }

    private void place(Grant grant, RuleName.Opening name, Machine machine) {
        RuleShape allow = GrantedRule.shape(grant.terms(), machine, observed.id());
        if (allow.sources().isEmpty()) {
            // NB. a rule without sources might be taken for one that lets everybody in
            shut(grant, name, "firewall-unreadable", "the subnet of the firewall before the VM is not known");
            return;
        }
        Optional<Claim> besides = besides(grant, allow);
        if (besides.isPresent()) {
            // NB. behind the firewall nobody can tell whom it let in by which rule
            String detail = "DNAT rule " + besides.get().rule() + " of firewall "
                    + observed.id().name() + " leads to the same port, and the opening lets in everybody whom that rule"
                    + " names; remove it, or have it lead elsewhere";
            if (!(grant instanceof Grant.Open)) {
                draft.refuse(grant, FOREIGN_DNAT, detail);
                return;
            }
            draft.find(Finding.Kind.BYPASS, name.text(), detail);
        }
        // NB. somebody may have turned the opening itself into a deny
        Set<String> own = Stream.concat(
                        machine.denies(instance).stream()
                                .map(deny -> deny.name().text()),
                        Stream.of(name.text()))
                .collect(Collectors.toSet());
        Optional<SecurityRule> deny = priorities.firstDeny(allow, own);
        OptionalInt place = draft.place(name.text());
        boolean told = isTold(grant) && place.isPresent();
        if (told && isTaken(place.getAsInt(), name)) {
            shut(
                    grant,
                    name,
                    NO_SLOT,
                    "somebody else's collection has taken its priority " + place.getAsInt()
                            + " at the firewall, and the ports that were told hang on that");
            return;
        }
        OptionalInt chosen =
                told ? place : priorities.forOpening(name.text(), deny, baselines.firstOf(machine.vm()), place);
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
        RuleWrite wanted = new RuleWrite(
                RuleWrite.Kind.ADD,
                name,
                machine.vm(),
                chosen.getAsInt(),
                allow.ledBy(mappings(grant, machine, chosen.getAsInt())));
        if (!draft.stands(wanted)) {
            draft.want(wanted, WindowEnd.leavesTimeToWrite(name.end(), now), _ -> false);
            room.take(wanted);
            return;
        }
        if (told && !priorities.mayKeep(name.text(), chosen.getAsInt())) {
            doesNotOpen(grant, name, BLOCKED, "another DNAT rule of the firewall may take what comes to its port");
            return;
        }
        filter.obstacle(chosen.getAsInt(), allow, around)
                .ifPresentOrElse(
                        rule -> doesNotOpen(
                                grant,
                                name,
                                BLOCKED,
                                "the opening stands, but rule " + rule.name() + " (priority " + rule.priority()
                                        + ") keeps it from opening"),
                        () -> draft.stand(wanted));
    }

    /** Whether somebody was told ports that follow from its priority, so that it must not have another any more. */
    private boolean isTold(Grant grant) {
        return grant instanceof Grant.Open && observed.id().isFirewall() && Gateway.translates(grant.terms());
    }

    private boolean isTaken(int priority, RuleName.Opening name) {
        return observed.claims().stream().anyMatch(claim -> claim.priority() == priority)
                || observed.rules().stream()
                        .anyMatch(rule -> rule.priority() == priority && !rule.isCalled(name.text()));
    }

    /** There is no place for it: what is left of it goes. */
    private void shut(Grant grant, RuleName.Opening name, String reason, String detail) {
        draft.standing(name.text()).ifPresent(left -> draft.remove(left.name()));
        doesNotOpen(grant, name, reason, detail);
    }

    private List<Mapping> mappings(Grant grant, Machine machine, int priority) {
        Gateway gateway = machine.gateway();
        return gateway != null && observed.id().isFirewall()
                ? gateway.mappings(grant.terms(), priority, machine.front())
                : List.of();
    }

    /** Somebody else's rule that leads to what a firewall is to lead to for this grant. */
    private Optional<Claim> besides(Grant grant, RuleShape allow) {
        return Gateway.translates(grant.terms())
                ? observed.claims().stream()
                        .filter(claim -> claim.leadsTo(allow.destinations(), allow.ports(), allow.protocol()))
                        .findFirst()
                : Optional.empty();
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
