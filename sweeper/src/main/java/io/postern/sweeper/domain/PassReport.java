package io.postern.sweeper.domain;

import io.postern.sweeper.domain.Swept.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass: the fate of every overdue rule, the subscriptions that could not be listed, those where Azure told a time that
 * cannot be, and those whose firewalls the sweeper has no right to list.
 */
public record PassReport(
        List<Swept> swept, List<String> unlisted, List<String> untimely, List<String> firewallsHidden) {
    /** What stood for longer after its end was not merely met at a bad moment. */
    private static final Duration LONG = Duration.ofSeconds(60);

    public PassReport {
        swept = List.copyOf(swept);
        unlisted = List.copyOf(unlisted);
        untimely = List.copyOf(untimely);
        firewallsHidden = List.copyOf(firewallsHidden);
    }

    public PassReport(List<Swept> swept, List<String> unlisted) {
        this(swept, unlisted, List.of(), List.of());
    }

    public long count(Swept.Fate fate) {
        return swept.stream().filter(one -> one.fate() == fate).count();
    }

    /** How many rules the pass could not remove, for whatever reason. */
    public long failed() {
        return count(Fate.FAILED) + count(Fate.REFUSED);
    }

    /** Whether every subscription was looked at, at a time that can be; only then is it known what is overdue. */
    public boolean complete() {
        return unlisted.isEmpty() && untimely.isEmpty();
    }

    /**
     * Whether the pass proves that the sweeper closes what others forget. A subscription where rights lack for all that there
     * was to remove proves the contrary, and so do rules of several NSGs that have stood for long if nothing at all goes. One
     * NSG that resists does not, and hidden firewalls do not: whoever has none need not give the right to list them.
     */
    public boolean proves(Instant now) {
        return complete() && subscriptions(Fate.REMOVED).containsAll(subscriptions(Fate.REFUSED)) && !isStuck(now);
    }

    private Set<String> subscriptions(Fate fate) {
        return swept.stream()
                .filter(one -> one.fate() == fate)
                .map(one -> one.overdue().rule().boundary().subscription().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private boolean isStuck(Instant now) {
        return count(Fate.REMOVED) == 0
                && swept.stream()
                                .filter(one -> one.fate() == Fate.FAILED)
                                .filter(one -> one.overdue().end().plus(LONG).isBefore(now))
                                .map(one -> one.overdue().rule().boundary().key())
                                .distinct()
                                .count()
                        > 1;
    }
}
