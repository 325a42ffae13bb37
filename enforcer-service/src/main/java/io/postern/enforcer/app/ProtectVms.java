package io.postern.enforcer.app;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes what a policy says of a VM over into what is kept shut. An event can only add to that: what is once denied stays denied, because no
 * event is proof enough to open a port.
 */
public final class ProtectVms {
    private final Policies policies;
    private final Inventory inventory;
    private final UnitOfWork work;
    private final Nudges nudges;
    private final Runnable assess;

    public ProtectVms(Policies policies, Inventory inventory, UnitOfWork work, Nudges nudges, Runnable assess) {
        this.policies = policies;
        this.inventory = inventory;
        this.work = work;
        this.nudges = nudges;
        this.assess = assess;
    }

    /** Needs a transaction. */
    public void on(PolicyChanged changed, Instant now) {
        List<PortAccess> ports = Stream.concat(
                        policies.of(changed.vm()).stream(),
                        changed.ports().stream().map(PolicyChanged.PortLimit::access))
                .distinct()
                .toList();
        policies.protect(changed.vm(), changed.policyId(), ports, changed.demands(), now);
        Set<NsgId> boundaries =
                inventory.find(changed.vm()).map(Snapshot::boundaries).orElse(Set.of());
        work.afterCommit(() -> {
            boundaries.forEach(nudges::look);
            assess.run();
        });
    }
}
