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

    /** How far Azure's clock and ours may be apart for Azure's to be believed. */
    public static final Duration BELIEVABLE = Duration.ofSeconds(60);

    /** So far Azure's clock may be ahead of ours before ours decides: nothing is to be closed early. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    /** Whether the two clocks can both be right. */
    public static boolean agree(Instant azureNow, Instant ourNow) {
        return Duration.between(azureNow, ourNow).abs().compareTo(BELIEVABLE) <= 0;
    }

    /**
     * The time to sweep by: Azure's, or ours where Azure's is ahead of it, as nobody can tell which of them is wrong. What is
     * over by both is over; nothing is closed early.
     */
    public static Instant believed(Instant azureNow, Instant ourNow) {
        return azureNow.isAfter(ourNow.plus(AHEAD)) ? ourNow : azureNow;
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
