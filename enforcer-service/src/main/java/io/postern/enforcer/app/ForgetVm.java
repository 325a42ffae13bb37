package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Instant;
import java.util.List;

/** A VM that is gone takes its grants with it. Its baseline is kept: its address may live on with another VM. */
public final class ForgetVm {
    private final Inventory inventory;
    private final Grants grants;
    private final OwnRules rules;
    private final GrantEnds ends;
    private final Events events;
    private final UnitOfWork work;
    private final Nudges nudges;

    public ForgetVm(
            Inventory inventory,
            Grants grants,
            OwnRules rules,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges) {
        this.inventory = inventory;
        this.grants = grants;
        this.rules = rules;
        this.ends = ends;
        this.events = events;
        this.work = work;
        this.nudges = nudges;
    }

    /** Runs {@code claim} first in the transaction, which may object. */
    void forget(VmAssessed known, Runnable claim, Instant now) {
        List<BoundaryId> boundaries = work.call(() -> {
            claim.run();
            inventory.remove(known.vm());
            events.append(new VmAssessed(
                    known.vm(),
                    known.location(),
                    known.os(),
                    List.of(),
                    JitStatus.UNSUPPORTED,
                    "VmDeleted",
                    "Azure says that there is no such virtual machine any more.",
                    null));
            List<Grant> unfinished = grants.unfinishedOn(List.of(known.vm()));
            for (Grant grant : unfinished) {
                grants.locked(grant.id()).ifPresent(latest -> ends.close(latest, CloseReason.VM_DELETED, now));
            }
            return unfinished.stream()
                    .flatMap(grant -> rules.of(grant.id()).stream())
                    .filter(OwnRules.Placed::live)
                    .map(OwnRules.Placed::boundary)
                    .distinct()
                    .toList();
        });
        boundaries.forEach(nudges::lookNow);
    }
}
