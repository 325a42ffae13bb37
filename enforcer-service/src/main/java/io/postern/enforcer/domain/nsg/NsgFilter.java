package io.postern.enforcer.domain.nsg;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An NSG as a filter of inbound packets, made ready once and asked often: its rules in the order of their priority, then the
 * default rules that Azure puts behind every other. The first rule that matches decides.
 */
public final class NsgFilter {
    private static final List<InboundRule> DEFAULTS = Stream.of(
                    standard("AllowVnetInBound", 65_000, Access.ALLOW, "VirtualNetwork", "VirtualNetwork"),
                    standard("AllowAzureLoadBalancerInBound", 65_001, Access.ALLOW, "AzureLoadBalancer", "*"),
                    standard("DenyAllInBound", 65_500, Access.DENY, "*", "*"))
            .map(InboundRule::new)
            .toList();

    private final List<InboundRule> own;
    private final List<InboundRule> allows;
    private final List<InboundRule> denies;
    private final List<InboundRule> defaults;

    public NsgFilter(ObservedNsg nsg) {
        // NB. a firewall lets nothing pass by default
        this.defaults = nsg.id().isFirewall() ? List.of(DEFAULTS.getLast()) : DEFAULTS;
        this.own = nsg.inbound().stream().map(InboundRule::new).toList();
        this.allows = own.stream().filter(InboundRule::allows).toList();
        this.denies = own.stream().filter(rule -> !rule.allows()).toList();
    }

    /** What the NSG does with a flow. */
    public Verdict judge(Flow flow, Neighbourhood around) {
        Doubt doubt = new Doubt();
        for (InboundRule rule : own) {
            if (doubt.settledBy(rule, rule.match(flow, around))) {
                return doubt.verdict(rule);
            }
        }
        for (InboundRule rule : defaults) {
            if (doubt.settledBy(rule, rule.match(flow, around))) {
                return doubt.verdict(rule);
            }
        }
        throw new IllegalStateException("the last default rule matches everything");
    }

    /** What several NSGs do with a flow that has to pass all of them, in their order. */
    public static Optional<Verdict> judge(List<NsgFilter> way, Flow flow, Neighbourhood around) {
        List<Verdict> verdicts =
                way.stream().map(nsg -> nsg.judge(flow, around)).toList();
        return Stream.of(Verdict.Answer.DENIED, Verdict.Answer.UNDECIDED, Verdict.Answer.ALLOWED)
                .flatMap(answer -> verdicts.stream().filter(verdict -> verdict.answer() == answer))
                .findFirst();
    }

    /**
     * Who keeps some of what an allow of this shape, which stands at {@code place}, allows from passing; empty when all of it
     * surely passes. Hardly ever does a deny rank before it, and an NSG may hold a thousand openings: to judge each by all the
     * others would take their number squared.
     */
    public Optional<SecurityRule> obstacle(int place, RuleShape shape, Neighbourhood around) {
        return firstToMeet(Access.DENY, shape, around, rule -> rule.priority() <= place)
                .flatMap(_ -> obstacle(shape, around));
    }

    private Optional<SecurityRule> obstacle(RuleShape shape, Neighbourhood around) {
        return Flow.of(shape).stream()
                .map(flow -> judge(flow, around))
                .filter(verdict -> !verdict.allowed())
                .map(Verdict::because)
                .findFirst();
    }

    /** The first rule among {@code considered} that may match some of {@code shape}, be it shadowed or not. */
    public Optional<SecurityRule> firstToMeet(
            Access access, RuleShape shape, Neighbourhood around, Predicate<SecurityRule> considered) {
        List<Flow> flows = Flow.of(shape);
        return (access == Access.ALLOW ? allows : denies)
                .stream()
                        .filter(rule -> flows.stream().anyMatch(flow -> rule.match(flow, around) != Match.NO))
                        .map(InboundRule::rule)
                        .filter(considered)
                        .findFirst();
    }

    /** The first allow among {@code allows} that may let some of {@code shape} in before one of {@code denies} stops all of it. */
    public Optional<SecurityRule> opener(
            RuleShape shape, Neighbourhood around, Predicate<SecurityRule> allows, Predicate<SecurityRule> denies) {
        return Flow.of(shape).stream()
                .flatMap(flow -> opener(flow, around, allows, denies).stream())
                .min(Comparator.comparingInt(SecurityRule::priority));
    }

    private Optional<SecurityRule> opener(
            Flow flow, Neighbourhood around, Predicate<SecurityRule> allows, Predicate<SecurityRule> denies) {
        for (InboundRule rule : own) {
            Match match = rule.match(flow, around);
            if (match == Match.ALL && !rule.allows() && denies.test(rule.rule())) {
                return Optional.empty();
            }
            if (match != Match.NO && rule.allows() && allows.test(rule.rule())) {
                return Optional.of(rule.rule());
            }
        }
        return Optional.empty();
    }

    /** Whether a deny of {@code whose} matches all of {@code shape}; what ranks before it is another question. */
    public boolean denies(RuleShape shape, Neighbourhood around, Predicate<SecurityRule> whose) {
        List<InboundRule> asked =
                denies.stream().filter(rule -> whose.test(rule.rule())).toList();
        return Flow.of(shape).stream()
                .allMatch(flow -> asked.stream().anyMatch(rule -> rule.match(flow, around) == Match.ALL));
    }

    private static SecurityRule standard(String name, int priority, Access access, String source, String destination) {
        List<String> any = List.of("*");
        return new SecurityRule(
                name, priority, true, access, "*", List.of(source), any, List.of(destination), any, "", true);
    }

    /** What rules before the deciding one may have done already. */
    private static final class Doubt {
        private @Nullable SecurityRule allow;
        private @Nullable SecurityRule deny;

        boolean settledBy(InboundRule rule, Match match) {
            if (match == Match.SOME && rule.allows() && allow == null) {
                allow = rule.rule();
            } else if (match == Match.SOME && !rule.allows() && deny == null) {
                deny = rule.rule();
            }
            return match == Match.ALL;
        }

        Verdict verdict(InboundRule last) {
            SecurityRule against = last.allows() ? deny : allow;
            if (against != null) {
                return new Verdict(Verdict.Answer.UNDECIDED, against);
            }
            return new Verdict(last.allows() ? Verdict.Answer.ALLOWED : Verdict.Answer.DENIED, last.rule());
        }
    }
}
