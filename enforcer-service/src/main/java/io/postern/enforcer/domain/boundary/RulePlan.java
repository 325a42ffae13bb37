package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The difference between the rules that a boundary should have and those it has. Removals come first; a plan that is empty
 * means that Azure is as the record wants it. {@code standing} names the wanted rules that were read exactly as wanted.
 */
public record RulePlan(
        List<String> removals,
        List<RuleWrite> writes,
        List<Refusal> refusals,
        List<Finding> findings,
        Set<String> standing) {
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    public RulePlan {
        removals = List.copyOf(removals);
        writes = List.copyOf(writes);
        refusals = List.copyOf(refusals);
        findings = List.copyOf(findings);
        standing = Set.copyOf(standing);
    }

    /** Plans from what is on record and what was read, at one instant. Same input, same plan. */
    public static RulePlan between(BoundaryRecord record, ObservedNsg observed, Installation ours, Instant now) {
        return new Planner(record, observed, ours, now).plan();
    }

    /** The same with the default band. */
    public static RulePlan between(BoundaryRecord record, ObservedNsg observed, String instance, Instant now) {
        return between(record, observed, new Installation(instance), now);
    }

    /** What may be removed without any record: only openings of ours whose own name says that they are over. */
    public static List<String> overByName(ObservedNsg observed, String instance, Instant now) {
        return OwnNames.openings(observed, instance)
                .filter(own -> !now.isBefore(own.name().end()))
                .map(own -> own.rule().name())
                .toList();
    }

    /**
     * Whether an opening that does not show may be there all the same: until a minute after its end, because Azure may show an NSG
     * as it was up to half a minute ago, and no write lands much later than it was sent.
     */
    public static boolean mayBeUnseen(RuleName.Opening name, Instant now) {
        return now.isBefore(name.end().plus(UNSEEN));
    }

    /** The same without these removals. */
    public RulePlan without(Set<String> removed) {
        return new RulePlan(
                removals.stream().filter(name -> !removed.contains(name)).toList(),
                writes,
                refusals,
                findings,
                standing);
    }

    public boolean changesNothing() {
        return removals.isEmpty() && writes.isEmpty() && refusals.isEmpty();
    }

    /** Whether a VM may be protected otherwise once this plan is carried out. */
    public boolean changesBaseline(String instance) {
        return writes.stream().anyMatch(write -> write.kind() == RuleWrite.Kind.BASELINE)
                || removals.stream()
                        .anyMatch(name -> RuleName.parse(instance, name).orElse(null) instanceof RuleName.Baseline);
    }

    /** A grant that cannot be opened, though it was approved or even begun, and why. */
    public record Refusal(Grant grant, String reason, String detail) {}
}
