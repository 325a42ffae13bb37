package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All rules asked about all targets of one request, and what that adds up to. */
final class Judgement {
    /** The name under which the approval for what no rule approves appears. */
    static final String OTHERWISE = "otherwise";

    private final Policy.Parts policy;
    private final RequestFacts request;
    private final BitSet denying = new BitSet();
    private final BitSet unsure = new BitSet();
    private final BitSet automatic = new BitSet();
    private final BitSet asking = new BitSet();
    private final BitSet requiring = new BitSet();
    private final Set<String> unapproved = new TreeSet<>();

    Judgement(Policy.Parts policy, RequestFacts request) {
        this.policy = policy;
        this.request = request;
        for (Question question : Question.of(request, policy.groups())) {
            judge(question);
        }
    }

    private void judge(Question question) {
        boolean approved = false;
        List<Rule> rules = policy.rules();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Truth truth = rule.when().test(question);
            if (!truth.perhaps()) {
                continue;
            }
            switch (rule) {
                case Rule.Deny _ -> {
                    denying.set(i);
                    unsure.set(i, unsure.get(i) || !truth.surely());
                }
                case Rule.Grant grant -> {
                    requiring.set(i, requiring.get(i) || grant.requirements() != null);
                    asking.set(i, asking.get(i) || grant.approval() instanceof Approval.ByPeople);
                    if (truth.surely() && grant.approval() != null) {
                        approved = true;
                        automatic.set(i, automatic.get(i) || grant.approval() instanceof Approval.Automatic);
                    }
                }
            }
        }
        if (!approved) {
            unapproved.add(question.target().vm().name());
        }
    }

    /** What holds for a request that is no emergency. */
    Ruling ruling() {
        if (!denying.isEmpty()) {
            return denial();
        }
        if (request.targets().isEmpty()
                || (!unapproved.isEmpty() && policy.otherwise().isEmpty())) {
            return new Ruling.Denies(
                    List.of(),
                    "no-rule",
                    "No rule approves access to " + String.join(", ", unapproved) + ".",
                    List.of());
        }
        Demands demands = new Demands(request, policy.patience(), policy.risk());
        requiring.stream().mapToObj(policy.rules()::get).forEach(rule -> {
            if (rule instanceof Rule.Grant grant && grant.requirements() != null) {
                demands.add(rule.name(), grant.requirements());
            }
        });
        List<String> unmet = demands.unmet();
        if (request.extension() > policy.extensionsAtMost()) {
            unmet.add(
                    policy.extensionsAtMost() == 0
                            ? "Ask anew: a request cannot be extended."
                            : "Ask anew: a request is extended at most " + policy.extensionsAtMost() + " times.");
        }
        if (!unmet.isEmpty()) {
            return new Ruling.Denies(
                    new ArrayList<>(demands.rules()), "requirement-unmet", String.join(" ", unmet), unmet);
        }
        List<Stage> stages = stages();
        if (stages.isEmpty()) {
            return new Ruling.Automatic(names(automatic));
        }
        List<String> who = names(asking);
        if (!unapproved.isEmpty()) {
            who.add(OTHERWISE);
        }
        return new Ruling.Asks(who, stages, demands.risk(), demands.patience());
    }

    /** Whom the rules ask, whether or not anything forbids it. */
    List<Stage> stages() {
        StrictestStages stages = new StrictestStages();
        asking.stream().mapToObj(policy.rules()::get).forEach(rule -> {
            if (rule instanceof Rule.Grant grant && grant.approval() instanceof Approval.ByPeople people) {
                stages.add(rule.name(), people.stages());
            }
        });
        if (!unapproved.isEmpty()) {
            policy.otherwise().ifPresent(otherwise -> stages.add(OTHERWISE, otherwise.stages()));
        }
        return stages.stages();
    }

    boolean isDenied() {
        return !denying.isEmpty();
    }

    Ruling.Denies denial() {
        Set<String> texts = new LinkedHashSet<>();
        denying.stream().forEach(i -> {
            if (policy.rules().get(i) instanceof Rule.Deny deny) {
                texts.add(deny.text());
                if (unsure.get(i)) {
                    texts.add("(Whether rule " + deny.name() + " holds could not be worked out, and so it does.)");
                }
            }
        });
        return new Ruling.Denies(names(denying), "denied-by-rule", String.join(" ", texts), List.of());
    }

    private List<String> names(BitSet which) {
        List<String> names = new ArrayList<>();
        which.stream().forEach(i -> names.add(policy.rules().get(i).name()));
        return names;
    }
}
