package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The security rules in Azure, of NSGs and of firewalls: a firewall is read in the form of an NSG, and every write of it is
 * one of the whole. Nothing here throws: what Azure did is a value. Every write is one call, followed to the end
 * of its operation, or until {@code hurry} says that something else is urgent: what becomes of it is unknown then.
 */
public interface NetworkRules {
    Reading read(BoundaryId boundary);

    /** Puts a rule. */
    Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry);

    /** Deletes a rule; a rule that is not there counts as deleted. */
    Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry);

    /** Turns a rule that may not be deleted into a deny at a priority where it blocks nothing that is wanted. */
    Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry);

    /**
     * Takes rules out of an NSG and puts others into it in one write, on condition that it is still as it was {@code seen};
     * everything else in it stays exactly as Azure gave it.
     */
    Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry);

    /**
     * The {@code hurry} of a write that is urgent itself: it is followed to its end whatever else comes, but Azure is asked
     * how far it is as soon and as often as is sensible once {@link #isUrgent()}.
     */
    interface Impatience extends BooleanSupplier {
        boolean isUrgent();

        @Override
        default boolean getAsBoolean() {
            return false;
        }
    }

    /** What came of reading a boundary. */
    sealed interface Reading {
        record Seen(ObservedNsg nsg) implements Reading {}

        record Gone() implements Reading {}

        /** {@code answered}: Azure did answer, so that it may take a write all the same. */
        record Unreadable(Duration again, String why, boolean answered) implements Reading {
            public Unreadable(Duration again, String why) {
                this(again, why, true);
            }
        }
    }
}
