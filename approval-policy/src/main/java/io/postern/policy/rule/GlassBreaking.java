package io.postern.policy.rule;

import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What holds in an emergency: rules that forbid, and the rules for emergencies; nobody is asked first. */
final class GlassBreaking {
    static final String NO_RULE = "not-an-emergency-rule";

    private final Policy.Parts policy;
    private final RequestFacts request;

    GlassBreaking(Policy.Parts policy, RequestFacts request) {
        this.policy = policy;
        this.request = request;
    }

    Ruling ruling(Judgement ordinary) {
        if (ordinary.isDenied()) {
            return ordinary.denial();
        }
        Set<Emergency> binding = new LinkedHashSet<>();
        for (Question question : Question.of(request, policy.groups())) {
            boolean permitted = false;
            for (Emergency rule : policy.emergencies()) {
                Truth truth = includes(rule) ? rule.when().test(question) : Truth.NO;
                permitted |= truth.surely();
                // The limits of a rule that might hold bind, so that a condition which fails never loosens them.
                if (truth.perhaps()) {
                    binding.add(rule);
                }
            }
            if (!permitted) {
                return new Ruling.Denies(
                        List.of(),
                        NO_RULE,
                        "No rule lets this person break glass for "
                                + question.target().vm().name() + ".",
                        List.of());
            }
        }
        List<Emergency> rules =
                policy.emergencies().stream().filter(binding::contains).toList();
        return rules.isEmpty()
                ? new Ruling.Denies(List.of(), NO_RULE, "An emergency is one of some VM.", List.of())
                : strictest(rules, ordinary);
    }

    private boolean includes(Emergency rule) {
        Set<String> groups = request.subject().groups();
        return groups != null && groups.stream().anyMatch(group -> rule.who().contains(group.toLowerCase(Locale.ROOT)));
    }

    private Ruling strictest(List<Emergency> rules, Judgement ordinary) {
        List<String> names = rules.stream().map(Emergency::name).toList();
        List<String> reviewers = new ArrayList<>(rules.getFirst().reviewers());
        rules.forEach(rule -> reviewers.retainAll(rule.reviewers()));
        if (reviewers.isEmpty()) {
            return new Ruling.Denies(
                    names,
                    NO_RULE,
                    "The rules " + String.join(", ", names) + " share no group that reviews.",
                    List.of());
        }
        List<String> unmet = unmet(rules);
        if (!unmet.isEmpty()) {
            return new Ruling.Denies(names, "requirement-unmet", String.join(" ", unmet), unmet);
        }
        return new Ruling.BreaksGlass(
                names,
                ordinary.stages(),
                reviewers,
                least(rules.stream().map(Emergency::reviewWithin).toList()),
                rules.stream().mapToInt(Emergency::times).min().orElseThrow(),
                rules.stream()
                        .map(Emergency::per)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private List<String> unmet(List<Emergency> rules) {
        List<String> unmet = new ArrayList<>();
        Duration most = least(rules.stream().map(Emergency::maxDuration).toList());
        if (request.length().compareTo(most) > 0) {
            unmet.add("Ask for at most " + Words.of(most) + " in an emergency.");
        }
        int length = rules.stream().mapToInt(Emergency::minLength).max().orElse(0);
        String justification = request.justification().strip();
        if (justification.codePointCount(0, justification.length()) < length) {
            unmet.add("Give a reason of at least " + length + " characters.");
        }
        if (request.extension() > policy.extensionsAtMost()) {
            unmet.add("Ask anew: an emergency is not extended any further.");
        }
        return unmet;
    }

    private static Duration least(List<Duration> lengths) {
        return lengths.stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
