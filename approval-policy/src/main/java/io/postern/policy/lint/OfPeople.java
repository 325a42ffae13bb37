package io.postern.policy.lint;

import io.postern.contracts.id.PersonId;
import io.postern.policy.rule.Approval;
import io.postern.policy.rule.Ask;
import io.postern.policy.rule.Emergency;
import io.postern.policy.rule.Policy;
import io.postern.policy.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Dead ends: groups that do not exist, and stages that too few people could fill. */
final class OfPeople {
    /** With more people than this in its groups a stage does not depend on one of them. */
    private static final int MANY = 100;

    private final Policy.Parts policy;
    private final GroupDirectory directory;
    private final Map<String, Set<PersonId>> members = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();

    OfPeople(Policy.Parts policy, GroupDirectory directory) {
        this.policy = policy;
        this.directory = directory;
    }

    List<Remark> remarks() {
        Map<String, List<Ask>> asks = new LinkedHashMap<>();
        for (Rule rule : policy.rules()) {
            if (rule instanceof Rule.Grant grant && grant.approval() instanceof Approval.ByPeople people) {
                asks.put(rule.name(), people.stages());
            }
        }
        policy.otherwise().ifPresent(people -> asks.put("otherwise", people.stages()));
        asks.forEach(this::look);
        for (Emergency rule : policy.emergencies()) {
            rule.who().forEach(group -> people(rule.name(), group));
            look(rule.name(), List.of(new Ask(rule.reviewers(), 1)));
        }
        return remarks;
    }

    private void look(String rule, List<Ask> stages) {
        List<Set<PersonId>> places = new ArrayList<>();
        Set<PersonId> everybody = new HashSet<>();
        for (Ask stage : stages) {
            Set<PersonId> candidates = new HashSet<>();
            stage.groups().forEach(group -> candidates.addAll(people(rule, group)));
            everybody.addAll(candidates);
            for (int i = 0; i < stage.count(); i++) {
                places.add(candidates);
            }
        }
        if (!Seats.canBeFilled(places, Set.of())) {
            remarks.add(Remark.error(
                    rule,
                    "It waits for " + inWords(stages)
                            + ", and so many people are not in there; add members, or ask fewer."));
        } else if (everybody.size() <= MANY) {
            List<String> needed = everybody.stream()
                    .filter(one -> !Seats.canBeFilled(places, Set.of(one)))
                    .map(PersonId::oid)
                    .sorted()
                    .toList();
            if (!needed.isEmpty()) {
                remarks.add(Remark.warning(
                        rule,
                        "When " + String.join(" or ", needed) + " asks, nobody is left to answer for " + inWords(stages)
                                + "; add members."));
            }
        }
    }

    /** The humans in a group. */
    private Set<PersonId> people(String rule, String group) {
        return members.computeIfAbsent(
                group,
                id -> directory
                        .members(id)
                        .map(all -> all.stream().map(policy.humans()::standIn).collect(Collectors.toSet()))
                        .orElseGet(() -> {
                            remarks.add(Remark.error(
                                    rule,
                                    "The directory has no group "
                                            + policy.groups().name(id) + " (" + id + ")."));
                            return Set.of();
                        }));
    }

    private String inWords(List<Ask> stages) {
        return stages.stream()
                .map(stage -> stage.count() + " of "
                        + stage.groups().stream().map(policy.groups()::name).collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" and "));
    }
}
