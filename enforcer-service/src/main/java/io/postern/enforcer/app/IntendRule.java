package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.Line;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /**
     * Those of the rules that may be written, all on record at once: not those whose grant, or what it extends, was closed,
     * whose VM was let go, or whose priority is taken.
     */
    Intended commit(BoundaryId boundary, List<RuleWrite> writes, Instant now) {
        return isFirst(boundary, writes, now)
                ? new Intended(writes, true)
                : new Intended(committed(boundary, writes, now), false);
    }

    /** What may be written, and whether the lease was prolonged with it. */
    record Intended(List<RuleWrite> writes, boolean leased) {}

    private List<RuleWrite> committed(BoundaryId boundary, List<RuleWrite> writes, Instant now) {
        return work.call(() -> {
            Set<VmId> kept = held(writes);
            if (writes.size() > 1) {
                lockAll(writes);
            }
            return writes.stream()
                    .filter(write -> switch (write.name()) {
                        case RuleName.Baseline _ -> kept.contains(write.vm()) && rules.intend(boundary, write);
                        case RuleName.Opening opening -> intend(boundary, write, opening, now);
                    })
                    .toList();
        });
    }

    /** One that opens a grant of which nothing else is known needs no more than one look. */
    private boolean isFirst(BoundaryId boundary, List<RuleWrite> writes, Instant now) {
        return writes.size() == 1
                && writes.getFirst().kind() == RuleWrite.Kind.ADD
                && writes.getFirst().name() instanceof RuleName.Opening opening
                && work.alone(() -> rules.intendFirst(boundary, writes.getFirst(), opening, now));
    }

    /** NB. in one order, and before any grant is locked, as whoever lets a VM go does: else each could wait for the other. */
    private Set<VmId> held(List<RuleWrite> writes) {
        return writes.stream()
                .filter(write -> write.name() instanceof RuleName.Baseline)
                .map(RuleWrite::vm)
                .distinct()
                .sorted(Comparator.comparing(VmId::key))
                .filter(policies::holds)
                .collect(Collectors.toSet());
    }

    /** NB. oldest first, with whatever they extend: two who lock the same grants must not wait for each other. */
    private void lockAll(List<RuleWrite> writes) {
        SortedSet<String> ids = new TreeSet<>();
        for (RuleWrite write : writes) {
            if (write.name() instanceof RuleName.Opening opening) {
                grants.find(opening.grant())
                        .ifPresent(grant -> (grant.terms().isExtension()
                                        ? grants.line(grant.terms().line())
                                        : List.of(grant))
                                .forEach(member -> ids.add(member.id().value())));
            }
        }
        ids.forEach(id -> {
            var _ = grants.locked(new GrantId(id));
        });
    }

    /** NB. the whole line is locked first, oldest first, as whoever closes it does. */
    private boolean intend(BoundaryId boundary, RuleWrite write, RuleName.Opening opening, Instant now) {
        List<Grant> line = grants.lockedLineOf(opening.grant());
        Optional<Grant> grant =
                line.stream().filter(each -> each.id().equals(opening.grant())).findFirst();
        if (grant.isEmpty()
                || (write.kind() == RuleWrite.Kind.ADD
                        && grant.get().terms().isExtension()
                        && !Line.mayOpen(grant.get(), line, now))) {
            return false;
        }
        return switch (grant.get()) {
            case Grant.Granted granted
            when rules.intend(boundary, write) -> {
                grants.save(granted.intend(opening.end()), now);
                yield true;
            }
            case Grant.Live live
            when live.end().equals(opening.end()) && !live.isOver(now) -> rules.intend(boundary, write);
            default -> false;
        };
    }
}
