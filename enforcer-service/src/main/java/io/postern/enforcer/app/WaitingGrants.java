package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.inventory.Obstacle;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds grants that are not open yet: those that can be opened now are looked at, those that never can are refused. */
public final class WaitingGrants {
    static final Objection UNKNOWN_VM =
            new Objection("vm-unknown", "there is no such virtual machine in the subscriptions looked after");

    /** How many share a transaction and two queries. */
    static final int PAGE = 500;

    private final Grants grants;
    private final Inventory inventory;
    private final GrantEnds ends;
    private final UnitOfWork work;
    private final AddInterlocks interlocks;
    private final Supplier<Optional<Instant>> lastFullScan;

    public WaitingGrants(
            Grants grants,
            Inventory inventory,
            GrantEnds ends,
            UnitOfWork work,
            AddInterlocks interlocks,
            Supplier<Optional<Instant>> lastFullScan) {
        this.grants = grants;
        this.inventory = inventory;
        this.ends = ends;
        this.work = work;
        this.interlocks = interlocks;
        this.lastFullScan = lastFullScan;
    }

    void look(Instant now, BiConsumer<BoundaryId, Instant> due) {
        boolean mayOpen = interlocks.objection(now).isEmpty();
        Optional<GrantId> last = Optional.empty();
        List<Grant> page;
        do {
            Optional<GrantId> after = last;
            page = work.call(() -> page(after, mayOpen, now, due));
            last = page.isEmpty() ? last : Optional.of(page.getLast().id());
        } while (page.size() == PAGE);
    }

    private List<Grant> page(
            Optional<GrantId> after, boolean mayOpen, Instant now, BiConsumer<BoundaryId, Instant> due) {
        List<Grant> page = grants.waiting(after, PAGE);
        Map<VmId, Snapshot> vms = inventory.find(
                page.stream().map(grant -> grant.terms().vm()).distinct().toList());
        for (Grant grant : page) {
            Snapshot vm = vms.get(grant.terms().vm());
            boolean refused = grant instanceof Grant.Granted granted && isRefused(granted, vm, now);
            // NB. a rule that may stand already is read back and told, whatever keeps others from being opened
            if (!refused && (mayOpen || grant instanceof Grant.Opening) && vm != null) {
                Set<BoundaryId> boundaries = vm.boundaries();
                boundaries.forEach(boundary -> due.accept(boundary, now));
            }
        }
        return page;
    }

    private boolean isRefused(Grant.Granted granted, @Nullable Snapshot vm, Instant now) {
        if (!granted.terms().notAfter().isAfter(now)) {
            return refuse(granted, "too-late", "the approval ended before the rule could be written", now);
        }
        if (granted.terms().isExtension()
                && !Line.mayOpen(granted, grants.line(granted.terms().line()), now)) {
            return refuse(granted, Line.TOO_LATE, Line.ENDED_BEFORE, now);
        }
        if (vm == null) {
            return lastFullScan.get().isPresent() && refuse(granted, UNKNOWN_VM.reason(), UNKNOWN_VM.detail(), now);
        }
        Optional<Obstacle> objection = vm.objection();
        return objection.isPresent()
                && refuse(granted, objection.get().reason(), objection.get().detail(), now);
    }

    private boolean refuse(Grant.Granted granted, String reason, String detail, Instant now) {
        if (grants.locked(granted.id()).orElse(null) instanceof Grant.Granted latest) {
            ends.refuse(latest.refuse(reason, detail), now);
        }
        return true;
    }
}
