package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.inventory.Obstacle;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.plan.BaselinePlan;
import io.postern.enforcer.domain.plan.HypotheticalBaseline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says which denies would keep ports of a VM shut if a policy named them now, and carries nothing of it out. */
public final class PlanBaseline {
    private final Installation ours;
    private final Inventory inventory;
    private final LoadBoundary boundaries;
    private final Glances glances;
    private final UnitOfWork work;
    private final Supplier<Optional<Instant>> lastFullScan;

    public PlanBaseline(
            Installation ours,
            Inventory inventory,
            LoadBoundary boundaries,
            Glances glances,
            UnitOfWork work,
            Supplier<Optional<Instant>> lastFullScan) {
        this.ours = ours;
        this.inventory = inventory;
        this.boundaries = boundaries;
        this.glances = glances;
        this.work = work;
        this.lastFullScan = lastFullScan;
    }

    public BaselinePlan of(VmId vm, List<PortAccess> ports, Instant now) {
        Optional<Snapshot> found = work.call(() -> inventory.find(vm));
        if (found.isEmpty()) {
            return lastFullScan.get().isPresent()
                    ? new BaselinePlan.Impossible(WaitingGrants.UNKNOWN_VM)
                    : new BaselinePlan.Unknown("the virtual machines in Azure were not listed yet");
        }
        Optional<Obstacle> obstacle = found.get().unsupported();
        if (obstacle.isPresent()) {
            return new BaselinePlan.Impossible(
                    new Objection(obstacle.get().reason(), obstacle.get().detail()));
        }
        Set<BoundaryId> needed = found.get().boundaries().stream()
                .filter(boundary -> !boundary.isFirewall())
                .collect(Collectors.toSet());
        Map<BoundaryId, ObservedNsg> seen = glances.of(needed, now, PlanAccess.PATIENCE);
        if (!seen.keySet().containsAll(needed)) {
            return new BaselinePlan.Unknown("Azure did not show in time what stands before the VM");
        }
        HypotheticalBaseline baseline = new HypotheticalBaseline(ours, vm, ports);
        return new BaselinePlan.Possible(work.call(() -> seen.values().stream()
                .sorted(Comparator.comparing(nsg -> nsg.id().key()))
                .map(nsg -> baseline.at(boundaries.glance(nsg.id()), nsg, now))
                .toList()));
    }
}
