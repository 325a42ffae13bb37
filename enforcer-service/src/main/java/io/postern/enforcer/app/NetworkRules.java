package io.postern.enforcer.app;

import io.postern.contracts.id.NsgId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;

/** The security rules in Azure. Nothing here throws: what Azure did is a value. */
public interface NetworkRules {
    Reading read(NsgId boundary);

    /** Puts a rule and waits for the end of the operation. */
    Outcome put(NsgId boundary, RuleWrite write);

    /** Deletes a rule and waits for the end of the operation; a rule that is not there counts as deleted. */
    Outcome delete(NsgId boundary, String name);

    /** What came of reading a boundary. */
    sealed interface Reading {
        record Seen(ObservedNsg nsg) implements Reading {}

        record Gone() implements Reading {}

        record Unreadable(Duration again, String why) implements Reading {}
    }
}
