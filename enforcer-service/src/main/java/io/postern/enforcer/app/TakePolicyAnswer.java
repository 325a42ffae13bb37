package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import io.postern.enforcer.domain.policy.Question;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets go of ports, and of whole VMs, by the word of request-service: nothing else takes a deny of ours away. */
public final class TakePolicyAnswer {
    private static final Logger LOG = System.getLogger(TakePolicyAnswer.class.getName());

    private final Questions questions;
    private final Policies policies;
    private final OwnRules rules;
    private final Grants grants;
    private final GrantEnds ends;
    private final Inventory inventory;
    private final UnitOfWork work;
    private final Nudges nudges;
    private final Runnable assess;

    public TakePolicyAnswer(
            Questions questions,
            Policies policies,
            OwnRules rules,
            Grants grants,
            GrantEnds ends,
            Inventory inventory,
            UnitOfWork work,
            Nudges nudges,
            Runnable assess) {
        this.questions = questions;
        this.policies = policies;
        this.rules = rules;
        this.grants = grants;
        this.ends = ends;
        this.inventory = inventory;
        this.work = work;
        this.nudges = nudges;
        this.assess = assess;
    }

    void take(Question question, PolicyAnswer answer, Instant now) {
        work.call(() -> {
            if (questions.settle(question)) {
                Set<BoundaryId> boundaries = taken(question.vm(), answer, now);
                work.afterCommit(() -> {
                    boundaries.forEach(nudges::lookNow);
                    assess.run();
                });
            } else {
                LOG.log(Level.INFO, "vm={0}: an answer about its policy was overtaken", question.vm());
            }
            return question;
        });
    }

    private Set<BoundaryId> taken(VmId vm, PolicyAnswer answer, Instant now) {
        return switch (answer) {
            case PolicyAnswer.Protected policy -> exactly(vm, policy, now);
            case PolicyAnswer.NotProtected _ -> letGo(vm, now);
            case PolicyAnswer.Silence _ -> throw new IllegalArgumentException("silence is no answer");
        };
    }

    private Set<BoundaryId> exactly(VmId vm, PolicyAnswer.Protected policy, Instant now) {
        List<PortAccess> before = policies.of(vm);
        policies.change(vm, policy.ports(), policy.demands(), now);
        if (Set.copyOf(before).equals(Set.copyOf(policy.ports()))) {
            return Set.of();
        }
        LOG.log(Level.INFO, "vm={0}: kept shut on {1} by its policy", vm, policy.ports());
        rules.want(vm, true);
        return inventory.find(vm).map(Snapshot::boundaries).orElse(Set.of());
    }

    private Set<BoundaryId> letGo(VmId vm, Instant now) {
        LOG.log(Level.INFO, "vm={0}: no policy protects it any more", vm);
        policies.unprotect(vm, now);
        Set<BoundaryId> boundaries = new HashSet<>(rules.want(vm, false));
        for (Grant grant : grants.unfinishedOn(List.of(vm))) {
            grants.locked(grant.id()).ifPresent(latest -> ends.close(latest, CloseReason.REVOKED, now));
            rules.of(grant.id()).stream()
                    .filter(OwnRules.Placed::live)
                    .map(OwnRules.Placed::boundary)
                    .forEach(boundaries::add);
        }
        return boundaries;
    }
}
