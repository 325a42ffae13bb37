package io.postern.enforcer.domain.posture;

import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.List;

/**
 * The rules of one NSG or firewall that decide about one port, in their order: the first that matches decides. In doubt an
 * allow lets in and a deny does not keep out. Where none matches nobody is let in: default rules do not count.
 */
record Screen(List<SecurityRule> rules) {
    Screen {
        rules = List.copyOf(rules);
    }

    /** Whether there is any allow that may be about this address: most often there is not, and all is said. */
    boolean mayLetSomebodyIn(Doorway door) {
        return rules.stream().anyMatch(rule -> rule.access() == Access.ALLOW && door.isMeantBy(rule) != Belongs.NO);
    }

    boolean letsIn(Visitor visitor, Doorway door) {
        for (SecurityRule rule : rules) {
            Belongs meant = visitor.isMeantBy(rule).and(door.isMeantBy(rule));
            if (rule.access() == Access.ALLOW && meant != Belongs.NO) {
                return true;
            }
            if (rule.access() == Access.DENY && meant == Belongs.YES && fromEveryPort(rule)) {
                return false;
            }
        }
        return false;
    }

    private static boolean fromEveryPort(SecurityRule rule) {
        return rule.sourcePorts().contains("*") || rule.sourcePorts().contains("0-65535");
    }
}
