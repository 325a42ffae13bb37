package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.RuleShape;

/** One rule to put into Azure, whole. */
public record RuleWrite(Kind kind, RuleName name, VmId vm, int priority, RuleShape shape) {
    /** Why a rule is put; in this order they are sent. */
    public enum Kind {
        /** A deny that is missing or not as it should be. */
        BASELINE,
        /** An opening of ours that somebody altered. */
        REPAIR,
        /** An opening that is not there yet: the only kind that widens access, so the only one that interlocks hold back. */
        ADD
    }

    RuleWrite as(Kind other) {
        return new RuleWrite(other, name, vm, priority, shape);
    }

    /** What the rule says of itself in Azure: at most 140 characters, nothing personal. */
    public String description() {
        return switch (name) {
            case RuleName.Opening opening -> "Postern grant " + opening.grant().value() + "; ends " + opening.end();
            case RuleName.Baseline _ -> "Postern baseline: keeps the protected ports shut while no grant is open";
        };
    }
}
