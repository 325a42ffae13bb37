package io.postern.enforcer.domain.nsg;

import java.util.Optional;
import java.util.function.Predicate;

/** Says what an NSG really does with inbound traffic: rules in the order of their priority, the first that matches decides. */
public final class EffectiveAccess {
    private EffectiveAccess() {}

    /** The first allow among {@code considered} that lets some of {@code traffic} in before a deny stops all of it. */
    public static Optional<SecurityRule> opener(
            ObservedNsg nsg, RuleShape traffic, Predicate<SecurityRule> considered) {
        for (SecurityRule rule : nsg.inbound()) {
            if (rule.access() == Access.DENY && rule.says(traffic)) {
                return Optional.empty();
            }
            if (rule.access() == Access.ALLOW && considered.test(rule) && rule.mayMeet(traffic)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Whether a deny that says exactly {@code deny} stands, with no allow among {@code considered} before it. */
    public static boolean blocks(ObservedNsg nsg, RuleShape deny, Predicate<SecurityRule> considered) {
        return nsg.inbound().stream().anyMatch(rule -> rule.says(deny))
                && opener(nsg, deny, considered).isEmpty();
    }
}
