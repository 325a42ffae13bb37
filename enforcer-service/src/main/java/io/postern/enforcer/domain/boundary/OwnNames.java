package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Picks the rules of this installation out of an NSG by their names, in whichever direction somebody may have turned them. */
public final class OwnNames {
    private OwnNames() {}

    /** An opening of ours as it stands. */
    public record Opening(SecurityRule rule, RuleName.Opening name) {
        /** Whether the rule is called exactly as we call it; Azure compares names without case. */
        public boolean isSpelledAsWritten() {
            return name.text().equals(rule.name().toLowerCase(Locale.ROOT));
        }
    }

    /** A baseline of ours as it stands. */
    public record Baseline(SecurityRule rule, RuleName.Baseline name) {}

    /** These names by the ends that they tell, the oldest first; those that tell none come last. Same names, same order. */
    public static List<String> oldestEndFirst(Collection<String> names, String instance) {
        return names.stream()
                .sorted(Comparator.comparing((String name) -> end(name, instance))
                        .thenComparing(name -> name))
                .toList();
    }

    private static Instant end(String name, String instance) {
        return RuleName.parse(instance, name).orElse(null) instanceof RuleName.Opening opening
                ? opening.end()
                : Instant.MAX;
    }

    public static Stream<Opening> openings(ObservedNsg observed, String instance) {
        return observed.rules().stream()
                .flatMap(rule -> RuleName.parse(instance, rule.name()).stream()
                        .filter(RuleName.Opening.class::isInstance)
                        .map(name -> new Opening(rule, (RuleName.Opening) name)));
    }

    public static Stream<Baseline> baselines(ObservedNsg observed, String instance) {
        return observed.rules().stream()
                .flatMap(rule -> RuleName.parse(instance, rule.name()).stream()
                        .filter(RuleName.Baseline.class::isInstance)
                        .map(name -> new Baseline(rule, (RuleName.Baseline) name)));
    }
}
