package io.postern.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every policy and every request, tried on many that were made up. */
class StrictestWinsTest {
    private static final long TRIES = 10_000;

    @Test
    void aConditionThatFailsNeverHelps() {
        forAll((seed, world) -> {
            List<Rule> rules = new ArrayList<>(world.policy().parts().rules());
            List<Emergency> emergencies = new ArrayList<>(world.policy().parts().emergencies());
            Random random = new Random(seed);
            rules.replaceAll(rule -> random.nextBoolean() ? failing(rule) : rule);
            emergencies.replaceAll(rule -> random.nextBoolean() ? failing(rule) : rule);
            Policy broken = Invented.policy(rules, world.policy().parts().otherwise(), emergencies);
            return Strictness.atLeast(broken.decide(world.request()), world.ruling());
        });
    }

    @Test
    void anotherTargetNeverHelps() {
        forAll((_, world) ->
                Strictness.atLeast(world.policy().decide(Invented.withOneMore(world.request())), world.ruling()));
    }

    /** The one exception is what nobody approved before: an approving rule takes it out of otherwise, or of no-rule. */
    @Test
    void anotherRuleNeverHelpsWhereRulesApprovedAlready() {
        forAll((seed, world) -> {
            Rule more = new Invented(seed + 1).rule("more");
            boolean forbids = !(more instanceof Rule.Grant grant && grant.approval() != null);
            boolean approvedAlready = !world.ruling().rules().contains("otherwise")
                    && !(world.ruling() instanceof Ruling.Denies denies
                            && denies.reason().equals("no-rule"));
            Ruling after = with(more, world.policy()).decide(world.request());
            return Strictness.atLeast(after, world.ruling()) || !(forbids || approvedAlready);
        });
    }

    @Test
    void whatOneRuleForbidsNoOtherRuleAllows() {
        forAll((seed, world) -> !(world.ruling() instanceof Ruling.Denies denies)
                || !denies.reason().equals("denied-by-rule")
                || with(new Invented(seed + 1).rule("more"), world.policy()).decide(world.request())
                                instanceof Ruling.Denies after
                        && after.reason().equals("denied-by-rule"));
    }

    @Test
    void denyBeatsAllowWhetherItHoldsOrFails() {
        forAll((_, world) -> {
            boolean forbidden = world.policy().parts().rules().stream()
                    .filter(Rule.Deny.class::isInstance)
                    .anyMatch(rule -> world.request().targets().stream()
                            .map(target -> target.vm().name())
                            .anyMatch(vm -> ((Invented.Table) rule.when().condition())
                                            .truths()
                                            .get(vm)
                                    != Truth.NO));
            boolean denied = world.ruling() instanceof Ruling.Denies denies
                    && denies.reason().equals("denied-by-rule");
            return forbidden == denied;
        });
    }

    @Test
    void theOrderOfRulesAndTargetsDoesNotMatter() {
        forAll((seed, world) -> {
            Random random = new Random(seed);
            List<Rule> rules = new ArrayList<>(world.policy().parts().rules());
            List<Emergency> emergencies = new ArrayList<>(world.policy().parts().emergencies());
            List<TargetFacts> targets = new ArrayList<>(world.request().targets());
            Collections.shuffle(rules, random);
            Collections.shuffle(emergencies, random);
            Collections.shuffle(targets, random);
            Policy shuffled = Invented.policy(rules, world.policy().parts().otherwise(), emergencies);
            return Strictness.same(shuffled.decide(Invented.withTargets(world.request(), targets)), world.ruling());
        });
    }

    /** The independent, slow way to say the same: every target by itself, no sharing of places but by the greater count. */
    @Test
    void nobodyIsAskedOnlyWhenEveryTargetIsSurelyApprovedByItself() {
        forAll((_, world) -> {
            if (world.request().breakGlass() || world.ruling() instanceof Ruling.Denies) {
                return true;
            }
            boolean automatic = world.request().targets().stream().allMatch(target -> {
                String vm = target.vm().name();
                boolean asked = world.policy().parts().rules().stream()
                        .anyMatch(rule -> rule instanceof Rule.Grant grant
                                && grant.approval() instanceof Approval.ByPeople
                                && truth(rule, vm) != Truth.NO);
                boolean approved = world.policy().parts().rules().stream()
                        .anyMatch(rule -> rule instanceof Rule.Grant grant
                                && grant.approval() instanceof Approval.Automatic
                                && truth(rule, vm) == Truth.YES);
                return approved && !asked;
            });
            return automatic == world.ruling() instanceof Ruling.Automatic;
        });
    }

    private static Truth truth(Rule rule, String vm) {
        return ((Invented.Table) rule.when().condition()).truths().getOrDefault(vm, Truth.UNKNOWN);
    }

    private static Policy with(Rule more, Policy policy) {
        List<Rule> rules = new ArrayList<>(policy.parts().rules());
        rules.add(more);
        return Invented.policy(rules, policy.parts().otherwise(), policy.parts().emergencies());
    }

    private static Rule failing(Rule rule) {
        When when = new When(Invented.Table.always(Truth.UNKNOWN), null);
        return switch (rule) {
            case Rule.Deny deny -> new Rule.Deny(deny.name(), when, deny.text());
            case Rule.Grant grant -> new Rule.Grant(grant.name(), when, grant.approval(), grant.requirements());
        };
    }

    private static Emergency failing(Emergency rule) {
        return new Emergency(
                rule.name(),
                rule.who(),
                new When(Invented.Table.always(Truth.UNKNOWN), null),
                rule.maxDuration(),
                rule.minLength(),
                rule.times(),
                rule.per(),
                rule.reviewers(),
                rule.reviewWithin());
    }

    private record World(Policy policy, RequestFacts request, Ruling ruling) {}

    private static void forAll(BiPredicate<Long, World> property) {
        assertThat(LongStream.range(0, TRIES).filter(seed -> !property.test(seed, world(seed))))
                .as("seeds that break it")
                .isEmpty();
    }

    private static World world(long seed) {
        Invented invented = new Invented(seed * 31);
        Policy policy = invented.policy();
        RequestFacts request = invented.request();
        return new World(policy, request, policy.decide(request));
    }
}
