package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.NsgId;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.inventory.Obstacle;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds what is due or will be before the next scan: the enforcer's own deadline for every grant, which needs neither
 * Kafka nor expiry-service, and not even the database for rules whose name says when they are over.
 */
public final class DueScan {
    private static final Logger LOG = System.getLogger(DueScan.class.getName());

    static final Objection UNKNOWN_VM =
            new Objection("vm-unknown", "there is no such virtual machine in the subscriptions looked after");

    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final GrantEnds ends;
    private final UnitOfWork work;
    private final AddInterlocks interlocks;
    private final Watch watch;
    private final Supplier<Optional<Instant>> lastFullScan;

    public DueScan(
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            GrantEnds ends,
            UnitOfWork work,
            AddInterlocks interlocks,
            Watch watch,
            Supplier<Optional<Instant>> lastFullScan) {
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.ends = ends;
        this.work = work;
        this.interlocks = interlocks;
        this.watch = watch;
        this.lastFullScan = lastFullScan;
    }

    /** Where an opening that was seen in Azure ends soon: known without the record, and at once. */
    public Map<NsgId, Instant> remembered(Instant now, Duration ahead) {
        return watch.endingBefore(now.plus(ahead));
    }

    /** Which boundaries to look at, and when: never before an end, at once for what is due already. */
    public Map<NsgId, Instant> onRecord(Instant now, Duration ahead) {
        Instant soon = now.plus(ahead);
        Map<NsgId, Instant> due = new HashMap<>();
        try {
            work.call(() -> {
                grants.dueBy(soon).forEach(grant -> collect(grant, now, due));
                return due;
            });
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "the record cannot be read; deadlines are taken from the rules last seen: {0}",
                    e.toString());
        }
        return due;
    }

    private void collect(Grant grant, Instant now, Map<NsgId, Instant> due) {
        switch (grant) {
            case Grant.Granted granted -> waiting(granted, now).forEach(nsg -> due.put(nsg, now));
            case Grant.Live over when over.isOver(now) && standing(over).isEmpty() -> endNowhere(over, now);
            case Grant.Opening opening -> {
                standing(grant).forEach(nsg -> due.merge(nsg, opening.end(), DueScan::earlier));
                if (interlocks.objection(now).isEmpty()) {
                    onTheWay(grant).forEach(nsg -> due.put(nsg, now));
                }
            }
            case Grant.Open open -> standing(grant).forEach(nsg -> due.merge(nsg, open.end(), DueScan::earlier));
            case Grant.Closing closing when standing(closing).isEmpty() -> endNowhere(closing, now);
            case Grant.Closing _ -> standing(grant).forEach(nsg -> due.put(nsg, now));
            case Grant.Closed _, Grant.Refused _ -> {}
        }
    }

    private Set<NsgId> waiting(Grant.Granted granted, Instant now) {
        Optional<Snapshot> vm = inventory.find(granted.terms().vm());
        if (!granted.terms().notAfter().isAfter(now)) {
            refuse(granted, "too-late", "the approval ended before the rule could be written", now);
            return Set.of();
        }
        if (granted.terms().isExtension()
                && !Line.mayOpen(granted, grants.line(granted.terms().line()), now)) {
            refuse(granted, Line.TOO_LATE, Line.ENDED_BEFORE, now);
            return Set.of();
        }
        if (vm.isEmpty()) {
            if (lastFullScan.get().isPresent()) {
                refuse(granted, UNKNOWN_VM.reason(), UNKNOWN_VM.detail(), now);
            }
            return Set.of();
        }
        Optional<Obstacle> objection = vm.get().objection();
        if (objection.isPresent()) {
            refuse(granted, objection.get().reason(), objection.get().detail(), now);
            return Set.of();
        }
        return interlocks.objection(now).isEmpty() ? vm.get().boundaries() : Set.of();
    }

    private void refuse(Grant.Granted granted, String reason, String detail, Instant now) {
        if (grants.locked(granted.id()).orElse(null) instanceof Grant.Granted latest) {
            ends.refuse(latest.refuse(reason, detail), now);
        }
    }

    /** No boundary has a rule of it any more, so no look at one would end it. */
    private void endNowhere(Grant grant, Instant now) {
        switch (grants.locked(grant.id()).orElse(null)) {
            case Grant.Live live when live.isOver(now) -> ends.close(live, CloseReason.EXPIRED, now);
            case Grant.Closing closing -> ends.finish(closing, now);
            case null, default -> {}
        }
    }

    private Set<NsgId> standing(Grant grant) {
        Set<NsgId> boundaries = new HashSet<>();
        rules.of(grant.id()).stream()
                .filter(OwnRules.Placed::live)
                .map(OwnRules.Placed::boundary)
                .forEach(boundaries::add);
        return boundaries;
    }

    private Set<NsgId> onTheWay(Grant grant) {
        return inventory.find(grant.terms().vm()).map(Snapshot::boundaries).orElse(Set.of());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
