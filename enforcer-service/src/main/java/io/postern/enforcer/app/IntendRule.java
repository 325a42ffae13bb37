package io.postern.enforcer.app;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import java.time.Instant;
import java.util.Optional;

/** Puts a rule on record before Azure hears of it, so that no crash leaves a rule that nobody knows. */
public final class IntendRule {
    private final UnitOfWork work;
    private final Grants grants;
    private final OwnRules rules;
    private final Policies policies;

    public IntendRule(UnitOfWork work, Grants grants, OwnRules rules, Policies policies) {
        this.work = work;
        this.grants = grants;
        this.rules = rules;
        this.policies = policies;
    }

    /** False when the rule must not be written: the grant, or what it extends, was closed, the VM let go, or the priority taken. */
    boolean commit(NsgId boundary, RuleWrite write, Instant now) {
        return work.call(() -> switch (write.name()) {
            case RuleName.Baseline _ -> policies.holds(write.vm()) && rules.intend(boundary, write);
            case RuleName.Opening opening -> intend(boundary, write, opening, now);
        });
    }

    /** NB. the whole line is locked first, oldest first, as whoever closes it does. */
    private boolean mayOpen(GrantId id, Instant now) {
        Optional<Grant> grant = grants.find(id);
        return grant.isPresent()
                && (!grant.get().terms().isExtension()
                        || Line.mayOpen(
                                grant.get(),
                                grants.lockedLine(grant.get().terms().line()),
                                now));
    }

    private boolean intend(NsgId boundary, RuleWrite write, RuleName.Opening opening, Instant now) {
        if (write.kind() == RuleWrite.Kind.ADD && !mayOpen(opening.grant(), now)) {
            return false;
        }
        return switch (grants.locked(opening.grant()).orElse(null)) {
            case Grant.Granted granted
            when rules.intend(boundary, write) -> {
                grants.save(granted.intend(opening.end()), now);
                yield true;
            }
            case Grant.Live live
            when live.end().equals(opening.end()) && !live.isOver(now) -> rules.intend(boundary, write);
            case null, default -> false;
        };
    }
}
