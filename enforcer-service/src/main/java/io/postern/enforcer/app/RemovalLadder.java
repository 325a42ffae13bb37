package io.postern.enforcer.app;

import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ends openings that a management lock keeps from being deleted: they are turned into denies, then taken out by writing the
 * NSG without them, and if that is not possible either, a person is told what to do.
 */
final class RemovalLadder {
    private static final int LAST = 4096;
    private static final int FIRST = 100;

    private final NetworkRules network;
    private final WriteBudget budget;
    private final WholeWrites wholes;
    private final Clock clock;

    RemovalLadder(NetworkRules network, WriteBudget budget, WholeWrites wholes, Clock clock) {
        this.network = network;
        this.budget = budget;
        this.wholes = wholes;
        this.clock = clock;
    }

    /** {@code said}: Azure's words about the lock. The answer is what came of the last rung. */
    Outcome climb(ObservedNsg seen, List<String> locked, String said, BooleanSupplier hurry) {
        if (seen.id().isFirewall()) {
            // NB. it was written as a whole already: there is no other rung
            return locked(said);
        }
        ObservedNsg now = seen;
        for (String name : locked) {
            now = disarm(now, name, hurry);
        }
        return wholes.possible(now, clock.instant()) && mayCall(seen)
                ? without(now, locked, said, hurry)
                : locked(said);
    }

    private boolean mayCall(ObservedNsg seen) {
        return budget.take(seen.id(), true) instanceof WriteBudget.Slot.Now;
    }

    private ObservedNsg disarm(ObservedNsg seen, String name, BooleanSupplier hurry) {
        Optional<SecurityRule> opening = seen.rule(name).filter(rule -> rule.access() == Access.ALLOW);
        OptionalInt harmless = lastFree(seen);
        if (opening.isEmpty() || harmless.isEmpty() || seen.original() == null || !mayCall(seen)) {
            return seen;
        }
        var _ = network.disarm(seen, name, harmless.getAsInt(), hurry);
        return network.read(seen.id()) instanceof Reading.Seen(ObservedNsg changed) ? changed : seen;
    }

    private Outcome without(ObservedNsg seen, List<String> locked, String said, BooleanSupplier hurry) {
        Outcome outcome = network.replace(seen, locked, List.of(), hurry);
        if (outcome instanceof Outcome.Refused(Outcome.Reason reason, String why)) {
            if (reason == Outcome.Reason.FORBIDDEN) {
                wholes.forbidden(seen.id(), why, clock.instant());
            }
            return locked(said);
        }
        return outcome;
    }

    private static Outcome locked(String said) {
        return new Outcome.Refused(Outcome.Reason.LOCKED, said);
    }

    /** Behind everything else a deny takes nothing from anybody whose access goes on. */
    private static OptionalInt lastFree(ObservedNsg seen) {
        Set<Integer> taken = seen.inbound().stream().map(SecurityRule::priority).collect(Collectors.toSet());
        return IntStream.iterate(LAST, priority -> priority >= FIRST, priority -> priority - 1)
                .filter(priority -> !taken.contains(priority))
                .findFirst();
    }
}
