package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.OwnNames;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Carries a plan out: rule by rule, removals first and the oldest end before all others; or all of it in one write of the
 * NSG, when much is pending, when writes have come fast, or when this one had to wait for its turn.
 */
public final class WriteRules {
    private final Manner manner;
    private final NetworkRules network;
    private final WriteBudget budget;
    private final Admission admission;
    private final RemovalLadder ladder;
    private final Clock clock;
    private final Rhythm rhythm;
    private final WholeWrites wholes = new WholeWrites();

    public WriteRules(
            Manner manner,
            NetworkRules network,
            WriteBudget budget,
            IntendRule intents,
            Leases leases,
            AddInterlocks interlocks,
            Clock clock) {
        this.manner = manner;
        this.network = network;
        this.budget = budget;
        this.admission = new Admission(intents, leases, interlocks, clock);
        this.ladder = new RemovalLadder(network, budget, wholes, clock);
        this.clock = clock;
        this.rhythm = new Rhythm(manner.hurriedFrom());
    }

    /**
     * How it is written. {@code wholeFrom}: from how many changes on an NSG goes in one write; {@code hurriedFrom}: from how
     * many writes within ten seconds on they are spaced and collected; {@code flushes}: whether removals always go in one
     * write, because connections that exist are to be looked at, too.
     */
    public record Manner(String instance, int wholeFrom, int hurriedFrom, boolean flushes) {
        public static final int HURRIED_FROM = 5;

        public Manner {
            if (wholeFrom < 1) {
                throw new IllegalArgumentException("an NSG is written as a whole from at least one change on");
            }
        }
    }

    /** Whether all that is pending at a boundary goes in one write. */
    boolean collects(BoundaryId boundary) {
        return rhythm.collects(boundary, clock.instant());
    }

    private boolean collects(BoundaryId boundary, int pending) {
        return collects(boundary) || rhythm.takesLong(boundary, pending);
    }

    /** What came of having done nothing so far. */
    Written nothing(BoundaryId boundary) {
        return new Tally(boundary).written();
    }

    /** Removals ask nobody, not even the record: two instances may both remove a rule. */
    Written remove(ObservedNsg seen, List<String> names, BooleanSupplier hurry) {
        Tally tally = new Tally(seen.id());
        send(seen, names, List.of(), tally, hurry);
        return tally.written();
    }

    /** The same where Azure does not let us see the NSG, by names known from before. */
    Written removeUnseen(BoundaryId boundary, List<String> names, BooleanSupplier hurry) {
        Tally tally = new Tally(boundary);
        for (String name : OwnNames.oldestEndFirst(names, manner.instance())) {
            if (!tally.stopped() && mayCall(boundary, true, tally)) {
                note(boundary, List.of(name), network.delete(boundary, name, kept(hurry)), tally);
            }
        }
        return tally.written();
    }

    /** Only writes need the lease. What was tried {@code before} in this round is not tried again. */
    Written carryOut(ObservedNsg seen, RulePlan plan, Written before, BooleanSupplier hurry) {
        Tally tally = new Tally(seen.id(), before);
        List<String> removals = plan.removals().stream()
                .filter(name -> !before.tried().contains(name))
                .toList();
        List<RuleWrite> writes = tally.stopped() ? List.of() : admission.wished(seen.id(), plan.writes());
        if (removals.isEmpty() && writes.isEmpty() && !tally.stopped()) {
            rhythm.settled(seen.id());
        }
        send(seen, removals, writes, tally, hurry);
        wholes.finding(seen.id()).ifPresent(tally::find);
        return tally.written();
    }

    private void send(
            ObservedNsg seen, List<String> removals, List<RuleWrite> writes, Tally tally, BooleanSupplier hurry) {
        BoundaryId boundary = seen.id();
        if (removals.isEmpty() && writes.isEmpty()) {
            return;
        }
        if (!tally.mayRemove()) {
            return;
        }
        List<String> oldestFirst = OwnNames.oldestEndFirst(removals, manner.instance());
        if (inOne(seen, removals, writes)) {
            whole(seen, oldestFirst, writes, tally, hurry);
        } else {
            remove(seen, oldestFirst, writes.size(), tally, hurry);
            add(seen, writes, tally, hurry);
        }
        if (tally.mayRemove()) {
            rhythm.settled(boundary);
        }
    }

    private boolean inOne(ObservedNsg seen, List<String> removals, List<RuleWrite> writes) {
        int pending = removals.size() + writes.size();
        return wholes.possible(seen, clock.instant())
                && (seen.id().isFirewall()
                        || pending >= manner.wholeFrom()
                        // NB. ends that come together do not wait for each other's operations
                        || removals.size() > 1
                        || (pending > 1 && collects(seen.id(), pending))
                        || (manner.flushes() && !removals.isEmpty()));
    }

    private void whole(
            ObservedNsg seen, List<String> removals, List<RuleWrite> writes, Tally tally, BooleanSupplier hurry) {
        BoundaryId boundary = seen.id();
        if (!mayCall(boundary, !removals.isEmpty(), tally)) {
            return;
        }
        List<RuleWrite> admitted = admission.admitted(boundary, writes, tally);
        if (removals.isEmpty() && admitted.isEmpty()) {
            return;
        }
        Outcome outcome = network.replace(seen, removals, admitted, removals.isEmpty() ? hurry : kept(hurry));
        if (outcome instanceof Outcome.Refused(Outcome.Reason reason, String said) && goesOneByOne(boundary, reason)) {
            if (reason == Outcome.Reason.FORBIDDEN) {
                wholes.forbidden(boundary, said, clock.instant());
            } else {
                wholes.refused(boundary, clock.instant());
            }
            rhythm.wrote(boundary, clock.instant());
            remove(seen, removals, admitted.size(), tally, hurry);
            add(seen, admitted, tally, hurry);
            return;
        }
        if (!removals.isEmpty() && !boundary.isFirewall()) {
            wholes.tried(boundary, outcome, removals.size() >= manner.wholeFrom(), clock.instant());
        }
        List<String> names = Stream.concat(
                        removals.stream(),
                        admitted.stream().map(write -> write.name().text()))
                .toList();
        note(boundary, names, outcome, tally);
    }

    /** A firewall is written as a whole even for one opening, so a right that lacks there lacks for all. */
    private static boolean goesOneByOne(BoundaryId boundary, Outcome.Reason reason) {
        return reason == Outcome.Reason.INVALID
                || (!boundary.isFirewall()
                        && (reason == Outcome.Reason.FORBIDDEN || reason == Outcome.Reason.DISALLOWED));
    }

    private void remove(ObservedNsg seen, List<String> names, int writes, Tally tally, BooleanSupplier hurry) {
        List<String> locked = new ArrayList<>();
        String said = "";
        for (int at = 0; at < names.size() && tally.mayRemove(); at++) {
            int pending = names.size() - at + writes;
            if (!goesOn(seen, pending, true, tally)) {
                return;
            }
            Outcome outcome = network.delete(seen.id(), names.get(at), kept(hurry));
            if (outcome instanceof Outcome.Refused(Outcome.Reason reason, String _)
                    && reason != Outcome.Reason.BOUNDARY_GONE
                    && seen.rule(names.get(at)).isEmpty()) {
                rhythm.wrote(seen.id(), clock.instant());
                tally.refusedUnseen(names.get(at));
            } else if (outcome instanceof Outcome.Refused(Outcome.Reason reason, String why)
                    && reason == Outcome.Reason.LOCKED) {
                rhythm.wrote(seen.id(), clock.instant());
                locked.add(names.get(at));
                said = why;
            } else {
                note(seen.id(), List.of(names.get(at)), outcome, tally);
            }
        }
        if (!locked.isEmpty()) {
            note(seen.id(), locked, ladder.climb(seen, locked, said, kept(hurry)), tally);
        }
    }

    private void add(ObservedNsg seen, List<RuleWrite> writes, Tally tally, BooleanSupplier hurry) {
        for (int at = 0; at < writes.size() && !tally.stopped(); at++) {
            RuleWrite write = writes.get(at);
            if (!goesOn(seen, writes.size() - at, false, tally)) {
                return;
            }
            if (!admission.admitted(seen.id(), List.of(write), tally).isEmpty()) {
                note(seen.id(), List.of(write.name().text()), network.put(seen.id(), write, hurry), tally);
            }
        }
    }

    /** False when the rest is better written at once, a little later. */
    private boolean goesOn(ObservedNsg seen, int pending, boolean removes, Tally tally) {
        BoundaryId boundary = seen.id();
        if (pending > 1 && tally.called() && wholes.possible(seen, clock.instant()) && collects(boundary, pending)) {
            rhythm.putOff(boundary);
            Duration pause = rhythm.pause(boundary, removes, clock.instant());
            tally.notYet(pause.isZero() ? Duration.ofMillis(1) : pause);
            return false;
        }
        return mayCall(boundary, removes, tally);
    }

    /** Asked right before each call. */
    private boolean mayCall(BoundaryId boundary, boolean removes, Tally tally) {
        Duration pause = rhythm.pause(boundary, removes, clock.instant());
        if (pause.isZero() && budget.take(boundary, removes) instanceof WriteBudget.Slot.At(Duration after)) {
            pause = after;
        }
        if (pause.isZero()) {
            rhythm.begins(boundary, clock.instant());
            return true;
        }
        rhythm.putOff(boundary);
        tally.notYet(pause);
        return false;
    }

    private void note(BoundaryId boundary, List<String> names, Outcome outcome, Tally tally) {
        rhythm.wrote(boundary, clock.instant());
        if (outcome instanceof Outcome.Throttled(Duration after, String _)) {
            budget.blocked(boundary, after);
        }
        tally.note(names, outcome);
    }

    /** What removes something is urgent itself: it is followed to its end, and the lease is kept meanwhile. */
    private static NetworkRules.Impatience kept(BooleanSupplier hurry) {
        return new NetworkRules.Impatience() {
            @Override
            public boolean isUrgent() {
                return hurry.getAsBoolean();
            }

            @Override
            public boolean getAsBoolean() {
                var _ = hurry.getAsBoolean();
                return false;
            }
        };
    }
}
