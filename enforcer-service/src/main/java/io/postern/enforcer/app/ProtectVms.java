package io.postern.enforcer.app;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes what events say of a VM's policy over into what is kept shut. An event can only add to that: ports that it leaves out
 * stay shut until request-service itself, asked, says that they need not be.
 */
public final class ProtectVms {
    private final Policies policies;
    private final Questions questions;
    private final OwnRules rules;
    private final Inventory inventory;
    private final UnitOfWork work;
    private final Nudges nudges;
    private final Runnable assess;
    private final Runnable ask;

    public ProtectVms(
            Policies policies,
            Questions questions,
            OwnRules rules,
            Inventory inventory,
            UnitOfWork work,
            Nudges nudges,
            Runnable assess,
            Runnable ask) {
        this.policies = policies;
        this.questions = questions;
        this.rules = rules;
        this.inventory = inventory;
        this.work = work;
        this.nudges = nudges;
        this.assess = assess;
        this.ask = ask;
    }

    /** Needs a transaction. */
    public void on(PolicyChanged changed, Instant now) {
        List<PortAccess> before = policies.of(changed.vm());
        List<PortAccess> told =
                changed.ports().stream().map(PolicyChanged.PortLimit::access).toList();
        List<PortAccess> all =
                Stream.concat(before.stream(), told.stream()).distinct().toList();
        // NB. the question first, as whoever takes an answer does: two that meet must not wait for each other
        if (told.containsAll(before)) {
            questions.raiseAgain(changed.vm(), now);
        } else {
            questions.raise(changed.vm(), now);
        }
        policies.protect(changed.vm(), changed.policyId(), all, changed.demands(), now);
        if (all.size() != before.size()) {
            rules.want(changed.vm(), true);
        }
        Set<BoundaryId> boundaries =
                inventory.find(changed.vm()).map(Snapshot::boundaries).orElse(Set.of());
        work.afterCommit(() -> {
            boundaries.forEach(nudges::look);
            assess.run();
            ask.run();
        });
    }

    /** Only a reason to ask. Needs a transaction. */
    public void on(PolicyDeleted deleted, Instant now) {
        if (!policies.of(deleted.vm()).isEmpty()) {
            questions.raise(deleted.vm(), now);
            work.afterCommit(ask);
        }
    }
}
