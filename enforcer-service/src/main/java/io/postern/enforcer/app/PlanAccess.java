package io.postern.enforcer.app;

import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.approval.ApprovalCheck;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.approval.Limits;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantExpansion;
import io.postern.enforcer.domain.inventory.Obstacle;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.plan.AccessPlan;
import io.postern.enforcer.domain.plan.HypotheticalGrants;
import io.postern.enforcer.domain.plan.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says what would be written for a wish if it were approved now: the plan of a reconcile, and nothing of it carried out. */
public final class PlanAccess {
    /** How long a person who only wants to know is let wait for Azure. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Installation ours;
    private final Inventory inventory;
    private final Policies policies;
    private final LoadBoundary boundaries;
    private final Glances glances;
    private final AddInterlocks interlocks;
    private final UnitOfWork work;
    private final Supplier<Optional<Instant>> lastFullScan;

    public PlanAccess(
            Installation ours,
            Inventory inventory,
            Policies policies,
            LoadBoundary boundaries,
            Glances glances,
            AddInterlocks interlocks,
            UnitOfWork work,
            Supplier<Optional<Instant>> lastFullScan) {
        this.ours = ours;
        this.inventory = inventory;
        this.policies = policies;
        this.boundaries = boundaries;
        this.glances = glances;
        this.interlocks = interlocks;
        this.work = work;
        this.lastFullScan = lastFullScan;
    }

    public AccessPlan of(Wish wish, Instant now) {
        List<VmId> vms = wish.targets().stream().map(Target::vm).distinct().toList();
        Map<VmId, Ground> grounds = work.call(() -> vms.stream().collect(Collectors.toMap(vm -> vm, this::ground)));
        Limits limits = grounds.values().stream()
                .map(Ground::limits)
                .reduce(Limits::and)
                .orElse(Limits.DEFAULT);
        Optional<Objection> tooMuch = ApprovalCheck.terms(wish.duration(), wish.endsAt(), wish.sources(), limits, now);
        if (tooMuch.isPresent()) {
            return plan(vms, vm -> new AccessPlan.Impossible(vm, tooMuch.get()), now);
        }
        HypotheticalGrants grants = new HypotheticalGrants(ours, granted(wish, now));
        Set<BoundaryId> needed = grounds.values().stream()
                .flatMap(ground -> ground.boundaries().stream())
                .collect(Collectors.toSet());
        Map<BoundaryId, ObservedNsg> seen = glances.of(needed, now, PATIENCE);
        work.call(() -> {
            seen.values().forEach(nsg -> grants.at(boundaries.glance(nsg.id()), nsg, now));
            return grants;
        });
        return plan(vms, vm -> forVm(vm, grounds.getOrDefault(vm, Ground.NONE), seen.keySet(), grants), now);
    }

    /** What the record says of a VM. */
    private record Ground(Optional<Snapshot> vm, boolean isProtected, Limits limits) {
        static final Ground NONE = new Ground(Optional.empty(), false, Limits.DEFAULT);

        Set<BoundaryId> boundaries() {
            return vm.map(Snapshot::boundaries).orElse(Set.of());
        }
    }

    private Ground ground(VmId vm) {
        return new Ground(inventory.find(vm), !policies.of(vm).isEmpty(), policies.limits(vm));
    }

    private AccessPlan plan(List<VmId> vms, Function<VmId, AccessPlan.ForVm> each, Instant now) {
        return new AccessPlan(vms.stream().map(each).toList(), interlocks.objection(now));
    }

    private AccessPlan.ForVm forVm(VmId vm, Ground ground, Set<BoundaryId> seen, HypotheticalGrants grants) {
        if (ground.vm().isEmpty()) {
            return lastFullScan.get().isPresent()
                    ? new AccessPlan.Impossible(vm, WaitingGrants.UNKNOWN_VM)
                    : new AccessPlan.Unknown(vm, "the virtual machines in Azure were not listed yet");
        }
        Optional<Obstacle> obstacle = ground.vm().get().objection();
        if (obstacle.isPresent()) {
            return new AccessPlan.Impossible(
                    vm, new Objection(obstacle.get().reason(), obstacle.get().detail()));
        }
        if (!ground.isProtected()) {
            return new AccessPlan.Impossible(
                    vm, new Objection("not-protected", "the enforcer knows of no policy that protects this VM"));
        }
        if (!seen.containsAll(ground.boundaries())) {
            return new AccessPlan.Unknown(vm, "Azure did not show in time what stands before the VM");
        }
        return grants.forVm(vm);
    }

    private static List<Grant.Granted> granted(Wish wish, Instant now) {
        return GrantExpansion.of(
                        RequestId.next(),
                        wish.targets(),
                        wish.sources(),
                        wish.duration(),
                        wish.endsAt(),
                        wish.notAfter(now),
                        GrantId::next)
                .stream()
                .map(Grant.Granted::new)
                .toList();
    }
}
