package io.postern.policy.lint;

import io.postern.policy.rule.Approval;
import io.postern.policy.rule.Policy;
import io.postern.policy.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules that others leave nothing to do. */
final class OfShadows {
    private OfShadows() {}

    static List<Remark> remarks(Policy.Parts policy) {
        List<Remark> remarks = new ArrayList<>();
        List<Rule> rules = policy.rules();
        rules.stream()
                .filter(rule -> rule instanceof Rule.Deny && rule.when().always())
                .forEach(rule -> remarks.add(Remark.error(
                        rule.name(), "It always denies, so that nobody gets access and no other rule matters.")));
        rules.stream()
                .filter(rule -> approval(rule) != null && rule.when().always())
                .findFirst()
                .ifPresent(first -> under(first, policy, remarks));
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                if (sameTime(rules.get(i), rules.get(j))) {
                    remarks.add(twins(rules.get(i), rules.get(j)));
                }
            }
        }
        if (policy.otherwise().isEmpty() && rules.stream().allMatch(rule -> approval(rule) == null)) {
            remarks.add(Remark.error(
                    "rules", "No rule approves anything, so every request is denied; add approve somewhere."));
        }
        return remarks;
    }

    private static void under(Rule always, Policy.Parts policy, List<Remark> remarks) {
        if (policy.otherwise().isPresent()) {
            remarks.add(Remark.warning(
                    "otherwise", "Rule " + always.name() + " always approves, so nothing is left for otherwise."));
        }
        policy.rules().stream()
                .filter(rule -> !rule.equals(always)
                        && approval(rule) instanceof Approval.Automatic
                        && ((Rule.Grant) rule).requirements() == null)
                .forEach(rule -> remarks.add(Remark.warning(
                        rule.name(), "It approves nothing that rule " + always.name() + " does not approve already.")));
    }

    private static boolean sameTime(Rule a, Rule b) {
        return a.when()
                        .condition()
                        .insight()
                        .canonical()
                        .equals(b.when().condition().insight().canonical())
                && Objects.equals(a.when().hours(), b.when().hours());
    }

    private static Remark twins(Rule a, Rule b) {
        String same = " holds exactly when rule ";
        if (a instanceof Rule.Deny || b instanceof Rule.Deny) {
            Rule shadowed = a instanceof Rule.Deny ? b : a;
            Rule deny = a instanceof Rule.Deny ? a : b;
            return Remark.warning(
                    shadowed.name(),
                    "It" + same + deny.name() + " does, which denies, so that this one never matters.");
        }
        boolean automaticA = approval(a) instanceof Approval.Automatic;
        boolean automaticB = approval(b) instanceof Approval.Automatic;
        if (automaticA != automaticB && approval(a) != null && approval(b) != null) {
            Rule shadowed = automaticA ? a : b;
            Rule asks = automaticA ? b : a;
            return Remark.warning(
                    shadowed.name(),
                    "It" + same + asks.name() + " does, which asks people, so that this one never approves by itself.");
        }
        return Remark.hint(b.name(), "It" + same + a.name() + " does; one rule could do what both do.");
    }

    private static @Nullable Approval approval(Rule rule) {
        return rule instanceof Rule.Grant grant ? grant.approval() : null;
    }
}
