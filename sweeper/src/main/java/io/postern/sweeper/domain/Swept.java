package io.postern.sweeper.domain;

/** What became of an overdue rule in one pass. */
public record Swept(OverdueRule overdue, Fate fate, String detail) {

    /** Gone as seen by Azure, still there, or let stand because the pass was a rehearsal. */
    public enum Fate {
        REMOVED,
        FAILED,
        SPARED
    }
}
