package io.postern.sweeper.domain;

/** What became of an overdue rule in one pass. */
public record Swept(OverdueRule overdue, Fate fate, String detail) {

    /** Gone as seen by Azure; still there; still there because we have no right to remove it; or let stand in a rehearsal. */
    public enum Fate {
        REMOVED,
        FAILED,
        REFUSED,
        SPARED
    }
}
