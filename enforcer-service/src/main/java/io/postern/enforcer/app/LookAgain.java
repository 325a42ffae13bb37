package io.postern.enforcer.app;

import io.postern.contracts.id.GrantId;

/** Has the boundaries of a grant looked at, and changes nothing itself. */
public final class LookAgain {
    private final OwnRules rules;
    private final UnitOfWork work;
    private final Nudges nudges;

    public LookAgain(OwnRules rules, UnitOfWork work, Nudges nudges) {
        this.rules = rules;
        this.work = work;
        this.nudges = nudges;
    }

    /** Needs a transaction. */
    public void at(GrantId grant) {
        rules.of(grant).stream()
                .filter(OwnRules.Placed::live)
                .map(OwnRules.Placed::boundary)
                .forEach(boundary -> work.afterCommit(() -> nudges.lookNow(boundary)));
    }
}
