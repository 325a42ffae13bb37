package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.policy.Asked;
import io.postern.policy.RequestFacts;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies and requests that a seed makes up. Conditions say for each VM whether they hold, hold not, or fail. */
final class Invented {
    private static final List<String> VMS = List.of("a", "b", "c");
    private static final List<String> GROUPS = List.of("g1", "g2", "g3");

    private final Random random;

    Invented(long seed) {
        this.random = new Random(seed);
    }

    /** A condition whose answers stand in a table. */
    record Table(Map<String, Truth> truths) implements Condition {
        static Table always(Truth truth) {
            return new Table(Map.of("a", truth, "b", truth, "c", truth));
        }

        @Override
        public String source() {
            return truths.toString();
        }

        @Override
        public Truth test(Question question) {
            return truths.getOrDefault(question.target().vm().name(), Truth.UNKNOWN);
        }

        @Override
        public Insight insight() {
            return new Insight(Set.of(), Set.of(), Optional.empty(), source(), List.of(), List.of());
        }
    }

    Policy policy() {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            rules.add(rule("rule-" + i));
        }
        List<Emergency> emergencies = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            emergencies.add(emergency("emergency-" + i));
        }
        return policy(rules, random.nextBoolean() ? Optional.of(people()) : Optional.empty(), emergencies);
    }

    static Policy policy(List<Rule> rules, Optional<Approval.ByPeople> otherwise, List<Emergency> emergencies) {
        return new Policy(
                "invented@0",
                "",
                new Policy.Parts(
                        new Groups(Map.of()),
                        Map.of(),
                        Duration.ofHours(24),
                        Risk.LOW,
                        Risk.MEDIUM,
                        3,
                        rules,
                        otherwise,
                        emergencies,
                        new Humans(List.of())));
    }

    Rule rule(String name) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return new Rule.Deny(name, when(), "no");
        }
        @Nullable Approval approval = kind == 1 ? null : kind < 5 ? new Approval.Automatic() : people();
        return new Rule.Grant(
                name, when(), approval, approval == null || random.nextInt(4) == 0 ? requirements() : null);
    }

    When when() {
        return new When(new Table(Map.of("a", truth(), "b", truth(), "c", truth())), null);
    }

    private Truth truth() {
        int kind = random.nextInt(7);
        return kind < 4 ? Truth.YES : kind < 6 ? Truth.NO : Truth.UNKNOWN;
    }

    private Approval.ByPeople people() {
        List<Ask> asks = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            asks.add(new Ask(groups(), 1 + random.nextInt(2)));
        }
        return new Approval.ByPeople(asks);
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>(GROUPS.subList(0, 1 + random.nextInt(GROUPS.size())));
        Collections.shuffle(groups, random);
        return groups.subList(0, 1 + random.nextInt(groups.size()));
    }

    private Requirements requirements() {
        return new Requirements(
                random.nextInt(8) == 0 ? fits("INC") : null,
                random.nextInt(8) == 0 ? 30 : 0,
                random.nextInt(8) == 0 ? fits("disk") : null,
                random.nextInt(3) == 0 ? Duration.ofHours(1 + random.nextInt(6)) : null,
                random.nextInt(3) == 0 ? Duration.ofHours(1 + random.nextInt(40)) : null,
                random.nextInt(3) == 0 ? Risk.values()[random.nextInt(3)] : null);
    }

    private static Wording fits(String part) {
        return new Wording() {
            @Override
            public String source() {
                return part;
            }

            @Override
            public boolean fits(String text) {
                return text.contains(part);
            }
        };
    }

    private Emergency emergency(String name) {
        return new Emergency(
                name,
                List.of("g1"),
                when(),
                Duration.ofMinutes(30 + random.nextInt(31)),
                random.nextInt(3),
                1 + random.nextInt(3),
                Duration.ofDays(1 + random.nextInt(7)),
                random.nextBoolean() ? List.of("g2", "g3") : List.of("g2"),
                Duration.ofHours(1 + random.nextInt(24)));
    }

    RequestFacts request() {
        List<String> vms = new ArrayList<>(VMS);
        Collections.shuffle(vms, random);
        Asked asked = Asked.of(vms.subList(0, 1 + random.nextInt(2)).toArray(String[]::new))
                .lasting(Duration.ofMinutes(20L * (1 + random.nextInt(12))))
                .in(Set.of("g1"));
        return (random.nextInt(4) == 0 ? asked.emergency() : asked).facts();
    }

    /** One more VM than before. */
    static RequestFacts withOneMore(RequestFacts request) {
        List<TargetFacts> targets = new ArrayList<>(request.targets());
        VMS.stream()
                .map(Asked::target)
                .filter(target -> targets.stream().noneMatch(one -> one.vm().equals(target.vm())))
                .findFirst()
                .ifPresent(targets::add);
        return withTargets(request, targets);
    }

    static RequestFacts withTargets(RequestFacts request, List<TargetFacts> targets) {
        return new RequestFacts(
                request.subject(),
                targets,
                request.sources(),
                request.length(),
                request.ticket(),
                request.justification(),
                request.extension(),
                request.breakGlass(),
                request.at());
    }
}
