package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A policy made of rules of which the strictest wins, and a prohibition always. */
public record Policy(String version, String text, Parts parts) implements ApprovalPolicy {
    /**
     * What a policy is made of.
     *
     * @param schedules by name
     * @param patience how long people have to answer unless a rule gives them less
     * @param risk what is at stake unless a rule says more
     * @param otherwise who is asked where no rule approves; empty when nobody, and then the answer is no
     */
    public record Parts(
            Groups groups,
            Map<String, Schedule> schedules,
            Duration patience,
            Risk risk,
            Risk botsUpTo,
            int extensionsAtMost,
            List<Rule> rules,
            Optional<Approval.ByPeople> otherwise,
            List<Emergency> emergencies,
            Humans humans) {
        public Parts {
            schedules = Map.copyOf(schedules);
            rules = List.copyOf(rules);
            emergencies = List.copyOf(emergencies);
        }

        /** The conditions of all rules. */
        public Stream<Condition> conditions() {
            return Stream.concat(
                            rules.stream().map(Rule::when), emergencies.stream().map(Emergency::when))
                    .map(When::condition);
        }
    }

    @Override
    public Ruling decide(RequestFacts request) {
        Judgement ordinary = new Judgement(parts, request);
        return request.breakGlass() ? new GlassBreaking(parts, request).ruling(ordinary) : ordinary.ruling();
    }

    @Override
    public Risk botsUpTo() {
        return parts.botsUpTo();
    }

    @Override
    public int extensionsAtMost() {
        return parts.extensionsAtMost();
    }

    @Override
    public String groupName(String id) {
        return parts.groups().name(id);
    }

    @Override
    public boolean sameHuman(PersonId a, PersonId b) {
        return parts.humans().same(a, b);
    }

    @Override
    public boolean looksAtGroups(boolean breakGlass) {
        return (breakGlass && !parts.emergencies().isEmpty())
                || parts.rules().stream().anyMatch(rule -> looksAt(rule, Set.of(Vocabulary.GROUPS)));
    }

    @Override
    public boolean looksAtInventory() {
        return parts.conditions()
                .anyMatch(condition ->
                        condition.insight().variables().stream().anyMatch(Vocabulary.OF_INVENTORY::contains));
    }

    private static boolean looksAt(Rule rule, Set<String> words) {
        return rule.when().condition().insight().variables().stream().anyMatch(words::contains);
    }
}
