package io.postern.sweeper.domain;

import java.util.List;

/** One pass: the fate of every overdue rule, and the subscriptions that could not be listed. */
public record PassReport(List<Swept> swept, List<String> unlisted) {
    public PassReport {
        swept = List.copyOf(swept);
        unlisted = List.copyOf(unlisted);
    }

    public long count(Swept.Fate fate) {
        return swept.stream().filter(one -> one.fate() == fate).count();
    }

    /** Whether every subscription was looked at; only then does the pass prove that nothing is overdue. */
    public boolean complete() {
        return unlisted.isEmpty();
    }
}
