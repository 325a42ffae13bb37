package io.postern.sweeper.domain;

import io.postern.contracts.net.RuleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which rules must go: openings of this installation that ended longer than the grace ago. The grace leaves the
 * enforcer its chance to close first. Denies, baselines and everybody else's rules are never touched.
 */
public record Sweep(String instance, Duration grace) {
    public Sweep {
        RuleName.parse(instance, ""); // refuses a malformed instance, which would own no rule and sweep none
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace of the sweeper cannot be negative");
        }
    }

    /** The overdue ones among {@code rules}, by Azure's clock, so that a wrong clock of ours closes nothing early. */
    public List<OverdueRule> overdue(List<ListedRule> rules, Instant azureNow) {
        return rules.stream()
                .filter(ListedRule::allow)
                .flatMap(rule -> opening(rule).stream())
                .filter(overdue -> overdue.end().plus(grace).isBefore(azureNow))
                .toList();
    }

    private Optional<OverdueRule> opening(ListedRule rule) {
        return RuleName.parse(instance, rule.name()).stream()
                .flatMap(name -> name instanceof RuleName.Opening opening ? Stream.of(opening) : Stream.empty())
                .map(opening -> new OverdueRule(rule, opening.end()))
                .findFirst();
    }
}
