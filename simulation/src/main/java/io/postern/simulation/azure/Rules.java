package io.postern.simulation.azure;

import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.List;

/** Rules as they stand once they are written. */
public final class Rules {
    private Rules() {}

    public static SecurityRule of(RuleWrite write) {
        return new SecurityRule(
                write.name().text(),
                write.priority(),
                true,
                write.shape().access(),
                write.shape().protocol().ruleWord(),
                write.shape().sources(),
                List.of("*"),
                write.shape().destinations(),
                write.shape().ports(),
                write.description(),
                true);
    }

    /** The same rule as a deny at that priority. */
    static SecurityRule disarmed(SecurityRule rule, int priority) {
        return new SecurityRule(
                rule.name(),
                priority,
                rule.inbound(),
                Access.DENY,
                rule.protocol(),
                rule.sources(),
                rule.sourcePorts(),
                rule.destinations(),
                rule.ports(),
                rule.description(),
                rule.plain());
    }
}
