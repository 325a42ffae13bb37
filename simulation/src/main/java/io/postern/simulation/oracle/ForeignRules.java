package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.simulation.azure.Change;
import io.postern.simulation.kernel.Owner;

/**
 * G6 nobody else's rule is touched, and no baseline is taken away; A9 an NSG is written as a whole only if it still is what
 * was read.
 */
public final class ForeignRules extends Judge {
    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {
        if (ask == Ask.DELETE && Scene.own(rule).isEmpty()) {
            throw new Violation("G6", who.name() + " wants to delete " + rule);
        }
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        asked(who, ask, boundary, change.name());
    }

    @Override
    public void replaces(Owner who, BoundaryId boundary, String readAs, String condition) {
        if (!readAs.equals(condition)) {
            throw new Violation(
                    "A9",
                    who.name() + " writes " + boundary.name() + " as it was in version " + readAs + " over version "
                            + condition);
        }
    }

    @Override
    public void changed(Change change) {
        if (!Scene.isOurs(change.by())) {
            return;
        }
        boolean baseline = Scene.own(change.name()).orElse(null) instanceof RuleName.Baseline;
        if (Scene.own(change.name()).isEmpty()) {
            throw new Violation("G6", change.by() + " changed " + change.name());
        }
        if (baseline && change.after() == null) {
            throw new Violation(
                    "G6",
                    change.by() + " took a baseline away at "
                            + change.boundary().name());
        }
    }
}
