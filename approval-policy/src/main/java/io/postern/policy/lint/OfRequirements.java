package io.postern.policy.lint;

import io.postern.policy.rule.Emergency;
import io.postern.policy.rule.Policy;
import io.postern.policy.rule.Requirements;
import io.postern.policy.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requirements that nobody can meet, or that change nothing. */
final class OfRequirements {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final List<Remark> remarks = new ArrayList<>();
    private final Policy.Parts policy;

    private OfRequirements(Policy.Parts policy) {
        this.policy = policy;
    }

    static List<Remark> remarks(Policy.Parts policy) {
        OfRequirements all = new OfRequirements(policy);
        all.tooShort("defaults", "patience", policy.patience());
        for (Rule rule : policy.rules()) {
            if (rule instanceof Rule.Grant grant && grant.requirements() != null) {
                all.look(rule.name(), grant.requirements());
            }
        }
        policy.emergencies().forEach(all::look);
        return all.remarks;
    }

    private void look(String rule, Requirements required) {
        tooShort(rule, "maxDuration", required.maxDuration());
        tooShort(rule, "patience", required.patience());
        Duration patience = required.patience();
        if (patience != null && patience.compareTo(policy.patience()) >= 0) {
            remarks.add(Remark.warning(
                    rule,
                    "Its patience is not less than that of defaults, and the least holds, so it changes nothing."));
        }
        if (required.risk() != null && required.risk().compareTo(policy.risk()) <= 0) {
            remarks.add(Remark.warning(
                    rule, "Its risk is not above that of defaults, and the highest holds, so it changes nothing."));
        }
    }

    private void look(Emergency rule) {
        tooShort(rule.name(), "maxDuration", rule.maxDuration());
        tooShort(rule.name(), "review within", rule.reviewWithin());
        tooShort(rule.name(), "atMost per", rule.per());
        for (Emergency other : policy.emergencies()) {
            if (rule.name().compareTo(other.name()) < 0
                    && !Collections.disjoint(rule.who(), other.who())
                    && Collections.disjoint(rule.reviewers(), other.reviewers())) {
                remarks.add(Remark.warning(
                        rule.name(),
                        "It shares people but no reviewers with " + other.name()
                                + "; when both hold nobody could review it, and it is denied."));
            }
        }
    }

    private void tooShort(String rule, String what, @Nullable Duration length) {
        if (length != null && length.compareTo(SHORTEST) < 0) {
            remarks.add(Remark.error(rule, "Its " + what + " is under a minute, which nobody can keep to."));
        }
    }
}
