package io.postern.enforcer.domain.plan;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.util.List;

/** What would keep the ports of a VM shut if a policy named them now. */
public sealed interface BaselinePlan {
    /** These denies would stand. */
    record Possible(List<AtBoundary> boundaries) implements BaselinePlan {
        public Possible {
            boundaries = List.copyOf(boundaries);
        }
    }

    /** Nothing can keep them shut. */
    record Impossible(Objection because) implements BaselinePlan {}

    /** It cannot be told now. */
    record Unknown(String why) implements BaselinePlan {}

    /** The denies at one boundary, and what would let packets past them all the same. */
    record AtBoundary(BoundaryId boundary, List<Deny> denies, List<String> bypasses) {
        public AtBoundary {
            denies = List.copyOf(denies);
            bypasses = List.copyOf(bypasses);
        }
    }

    /** One of them. {@code stands}: it is there already, exactly so. */
    record Deny(String name, int priority, RuleShape shape, boolean stands) {}
}
