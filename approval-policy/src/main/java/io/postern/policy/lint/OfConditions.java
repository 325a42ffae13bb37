package io.postern.policy.lint;

import io.postern.policy.rule.Condition;
import io.postern.policy.rule.Policy;
import io.postern.policy.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Conditions that never change, always fail, or name what does not exist. */
final class OfConditions {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private OfConditions() {}

    static List<Remark> remarks(Policy.Parts policy) {
        List<Remark> remarks = new ArrayList<>();
        for (Named rule : Named.all(policy)) {
            Condition condition = rule.when().condition();
            Condition.Insight insight = condition.insight();
            insight.faults().forEach(fault -> remarks.add(Remark.error(rule.name(), fault)));
            insight.hints().forEach(hint -> remarks.add(Remark.hint(rule.name(), hint)));
            if (condition != Condition.ALWAYS) {
                insight.constant().ifPresent(value -> remarks.add(constant(rule.name(), value)));
            }
            for (String group : insight.groups()) {
                if (policy.groups().id(group).isEmpty()
                        && !OBJECT_ID.matcher(group).matches()) {
                    remarks.add(Remark.error(
                            rule.name(),
                            "There is no group " + group + "; add it under groups."
                                    + Nearest.question(
                                            group, policy.groups().ids().keySet())));
                }
            }
            if (policy.extensionsAtMost() == 0 && insight.variables().contains("request.extension")) {
                remarks.add(Remark.warning(
                        rule.name(), "It looks at request.extension, and this policy allows no extensions."));
            }
        }
        return remarks;
    }

    private static Remark constant(String rule, boolean value) {
        return value
                ? Remark.warning(rule, "Its condition is always true; leave it out, or look at something that changes.")
                : Remark.error(rule, "Its condition is never true, so the rule does nothing.");
    }
}
