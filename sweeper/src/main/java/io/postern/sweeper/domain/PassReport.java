package io.postern.sweeper.domain;

import java.util.List;

/**
 * One pass: the fate of every overdue rule, the subscriptions that could not be listed, and those where Azure told a time that
 * cannot be.
 */
public record PassReport(List<Swept> swept, List<String> unlisted, List<String> untimely) {
    public PassReport {
        swept = List.copyOf(swept);
        unlisted = List.copyOf(unlisted);
        untimely = List.copyOf(untimely);
    }

    public PassReport(List<Swept> swept, List<String> unlisted) {
        this(swept, unlisted, List.of());
    }

    public long count(Swept.Fate fate) {
        return swept.stream().filter(one -> one.fate() == fate).count();
    }

    /** How many rules the pass could not remove, for whatever reason. */
    public long failed() {
        return count(Swept.Fate.FAILED) + count(Swept.Fate.REFUSED);
    }

    /** Whether every subscription was looked at, at a time that can be; only then is it known what is overdue. */
    public boolean complete() {
        return unlisted.isEmpty() && untimely.isEmpty();
    }

    /**
     * Whether the pass proves that the sweeper closes what others forget. Where rights lack for all that there was to remove,
     * it proves the contrary; a rule or an NSG that resists among others that go does not.
     */
    public boolean proves() {
        return complete() && (count(Swept.Fate.REFUSED) == 0 || count(Swept.Fate.REMOVED) > 0);
    }
}
