package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Begins to look at the NSGs of an approval while it is checked and recorded: to see an NSG takes as long as all of that.
 * Whoever sends forged approvals gets no more than a few of the reads that Azure allows.
 */
public final class EarlyLook {
    private static final Logger LOG = System.getLogger(EarlyLook.class.getName());
    private static final int REMEMBERED = 2_000;

    private final Inventory inventory;
    private final Nudges nudges;
    private final Executor workers;
    private final ReadAllowance allowance = new ReadAllowance(ReadAllowance.A_TENTH);

    /** Where VMs stood when they were last approved for: a hint, which the record corrects the next time. */
    private final Map<VmId, Set<BoundaryId>> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<VmId, Set<BoundaryId>> eldest) {
            return size() > REMEMBERED;
        }
    };

    public EarlyLook(Inventory inventory, Nudges nudges, Executor workers) {
        this.inventory = inventory;
        this.nudges = nudges;
        this.workers = workers;
    }

    /** What it returns is run when the approval is recorded, or will not be. */
    public Runnable at(Approved approved, Instant now) {
        Set<VmId> vms = vms(approved);
        CompletableFuture<Void> over = new CompletableFuture<>();
        Set<BoundaryId> known = remembered(vms);
        if (known.isEmpty()) {
            workers.execute(() -> begin(vms, over, now));
        } else {
            prepare(known, over, now);
        }
        return () -> over.complete(null);
    }

    /** The boundaries of the VMs of an approval that is genuine. */
    Set<BoundaryId> found(Map<VmId, Snapshot> vms) {
        synchronized (places) {
            vms.forEach((vm, snapshot) -> places.put(vm, snapshot.boundaries()));
        }
        Set<BoundaryId> boundaries = boundaries(vms);
        // NB. what is looked at already is not looked at again
        nudges.prepare(boundaries, CompletableFuture.completedFuture(null));
        return boundaries;
    }

    private static Set<BoundaryId> boundaries(Map<VmId, Snapshot> vms) {
        return vms.values().stream().flatMap(vm -> vm.boundaries().stream()).collect(Collectors.toSet());
    }

    private static Set<VmId> vms(Approved approved) {
        return approved.targets().stream().map(Target::vm).collect(Collectors.toSet());
    }

    private Set<BoundaryId> remembered(Set<VmId> vms) {
        synchronized (places) {
            return vms.stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
        }
    }

    private void begin(Set<VmId> vms, CompletableFuture<Void> over, Instant now) {
        try {
            prepare(boundaries(inventory.find(vms)), over, now);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "nothing is looked at ahead of an approval", e);
        }
    }

    private void prepare(Set<BoundaryId> boundaries, CompletableFuture<Void> over, Instant now) {
        if (allowance.take(boundaries.size(), now)) {
            nudges.prepare(boundaries, over);
        }
    }
}
