package io.postern.policy.lint;

import io.postern.policy.rule.Approval;
import io.postern.policy.rule.Ask;
import io.postern.policy.rule.Policy;
import io.postern.policy.rule.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups and schedules that no rule uses, and names for the same group. */
final class OfNames {
    private OfNames() {}

    static List<Remark> remarks(Policy.Parts policy) {
        Set<String> used = new HashSet<>();
        for (Rule rule : policy.rules()) {
            if (rule instanceof Rule.Grant grant && grant.approval() instanceof Approval.ByPeople people) {
                people.stages().stream().map(Ask::groups).forEach(used::addAll);
            }
        }
        policy.otherwise()
                .ifPresent(people -> people.stages().stream().map(Ask::groups).forEach(used::addAll));
        policy.emergencies().forEach(rule -> {
            used.addAll(rule.who());
            used.addAll(rule.reviewers());
        });
        policy.conditions().forEach(condition -> used.addAll(condition.insight().groups()));
        List<Remark> remarks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        policy.groups().ids().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group -> {
                    if (!used.contains(group.getValue()) && !used.contains(group.getKey())) {
                        remarks.add(
                                Remark.warning("groups", "No rule uses the group " + group.getKey() + "; remove it."));
                    }
                    if (!ids.add(group.getValue())) {
                        remarks.add(Remark.warning(
                                "groups",
                                "The group " + group.getKey() + " has another name as well; keep one of them."));
                    }
                });
        Set<String> schedules = new HashSet<>();
        Named.all(policy).forEach(rule -> {
            if (rule.when().hours() != null) {
                schedules.add(rule.when().hours().schedule().name());
            }
        });
        policy.schedules().keySet().stream()
                .filter(name -> !schedules.contains(name))
                .sorted()
                .forEach(name ->
                        remarks.add(Remark.warning("schedules", "No rule uses the schedule " + name + "; remove it.")));
        return remarks;
    }
}
