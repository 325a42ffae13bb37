package io.postern.policy.read;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.policy.cel.ConditionFault;
import io.postern.policy.cel.Conditions;
import io.postern.policy.rule.Approval;
import io.postern.policy.rule.Condition;
import io.postern.policy.rule.Emergency;
import io.postern.policy.rule.Hours;
import io.postern.policy.rule.Requirements;
import io.postern.policy.rule.Rule;
import io.postern.policy.rule.When;
import io.postern.policy.rule.Wording;
import io.postern.policy.text.LinearPattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads rules, and what they say. */
final class RuleReader {
    static final List<String> RISKS = List.of("low", "medium", "high");
    private static final String AUTOMATICALLY = "automatically";
    private static final Duration LONGEST_EMERGENCY = Duration.ofHours(1);
    private static final int LONGEST_REASON = 1_000;

    private final Conditions conditions;
    private final Names names;

    RuleReader(Conditions conditions, Names names) {
        this.conditions = conditions;
        this.names = names;
    }

    Rule rule(Part part) {
        Section section = part.section("name", "when", "during", "outside", "approve", "require", "deny");
        String name = section.need("name").name();
        When when = when(section);
        Optional<Part> deny = section.get("deny");
        if (deny.isPresent()) {
            if (section.has("approve") || section.has("require")) {
                throw deny.get().fault("a rule that denies does nothing else; split rule " + name + " in two.");
            }
            return new Rule.Deny(name, when, deny.get().text().strip());
        }
        if (!section.has("approve") && !section.has("require")) {
            throw section.fault("rule " + name + " does nothing; add approve, require or deny.");
        }
        return new Rule.Grant(
                name,
                when,
                section.get("approve", this::approval).orElse(null),
                section.get("require", this::requirements).orElse(null));
    }

    Emergency emergency(Part part) {
        Section section = part.section(
                "name", "who", "when", "during", "outside", "maxDuration", "justification", "atMost", "review");
        Section review = section.need("review").section("by", "within");
        Optional<Section> atMost = section.get("atMost", some -> some.section("times", "per"));
        Duration longest = section.get("maxDuration", Part::length).orElse(LONGEST_EMERGENCY);
        if (longest.compareTo(LONGEST_EMERGENCY) > 0) {
            throw section.need("maxDuration").fault("an emergency lasts at most PT1H.");
        }
        return new Emergency(
                section.need("name").name(),
                names.groupIds(section.need("who").oneOrMore()),
                when(section),
                longest,
                section.get("justification", some -> some.section("minLength").need("minLength"))
                        .map(RuleReader::reasonLength)
                        .orElse(20),
                atMost.map(some -> some.need("times").number(1, 1_000)).orElse(2),
                atMost.map(some -> some.need("per").length()).orElse(Duration.ofDays(7)),
                names.groupIds(review.need("by").oneOrMore()),
                review.get("within", Part::length).orElse(Duration.ofHours(24)));
    }

    private static int reasonLength(Part part) {
        return part.number(0, LONGEST_REASON);
    }

    private When when(Section section) {
        if (section.has("during") && section.has("outside")) {
            throw section.need("outside")
                    .fault("a rule holds during one schedule or outside of one; keep one of them.");
        }
        Condition condition = section.get("when", this::condition).orElse(Condition.ALWAYS);
        return section.get("during", part -> new When(condition, new Hours(names.schedule(part), true)))
                .or(() -> section.get("outside", part -> new When(condition, new Hours(names.schedule(part), false))))
                .orElseGet(() -> new When(condition, null));
    }

    private Condition condition(Part part) {
        String source = part.text();
        try {
            return conditions.read(source);
        } catch (ConditionFault wrong) {
            throw part.faultAt(wrong.offset(), wrong.sentence());
        }
    }

    private Approval approval(Part part) {
        if (part.isText()) {
            if (!part.text().equals(AUTOMATICALLY)) {
                throw part.fault("write automatically here, or { stages: [ { from: [group], count: 1 } ] }.");
            }
            return new Approval.Automatic();
        }
        return byPeople(part);
    }

    Approval.ByPeople byPeople(Part part) {
        return new Approval.ByPeople(
                new StagesReader(names).read(part.section("stages").need("stages")));
    }

    private Requirements requirements(Part part) {
        Section section = part.section("ticket", "justification", "maxDuration", "patience", "risk");
        if (section.all().isEmpty()) {
            throw part.fault("say what is required: ticket, justification, maxDuration, patience or risk.");
        }
        Optional<Section> justification = section.get("justification", some -> some.section("minLength", "pattern"));
        return new Requirements(
                section.get("ticket", RuleReader::pattern).orElse(null),
                justification
                        .flatMap(some -> some.get("minLength", RuleReader::reasonLength))
                        .orElse(0),
                justification
                        .flatMap(some -> some.get("pattern", RuleReader::pattern))
                        .orElse(null),
                section.get("maxDuration", Part::length).orElse(null),
                section.get("patience", Part::length).orElse(null),
                section.get("risk", RuleReader::risk).orElse(null));
    }

    private static Wording pattern(Part part) {
        try {
            return LinearPattern.of(part.text());
        } catch (IllegalArgumentException wrong) {
            throw part.fault(wrong.getMessage() + ".");
        }
    }

    static Risk risk(Part part) {
        return Risk.valueOf(part.oneOf(RISKS).toUpperCase(Locale.ROOT));
    }
}
