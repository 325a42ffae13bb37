package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Makes one boundary in Azure equal to the record: read, plan, remove, write, read back, and only then announce. Whatever
 * called for it, it does the same; run again, it changes nothing.
 */
public final class ReconcileBoundary implements Reconcile {
    private static final Logger LOG = System.getLogger(ReconcileBoundary.class.getName());

    /** A removal is never given up, and never tried less often than this. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** How often Azure is asked that does not answer, while something here is over. */
    static final Duration OVERDUE_PAUSE = Duration.ofSeconds(3);

    private static final int ROUNDS = 4;

    private final String instance;
    private final NetworkRules network;
    private final SettleBoundary settling;
    private final WriteRules writing;
    private final Watch watch;
    private final Clock clock;

    public ReconcileBoundary(
            String instance,
            NetworkRules network,
            SettleBoundary settling,
            WriteRules writing,
            Watch watch,
            Clock clock) {
        this.instance = instance;
        this.network = network;
        this.settling = settling;
        this.writing = writing;
        this.watch = watch;
        this.clock = clock;
    }

    /** What is left to do after a run. */
    public sealed interface Progress {
        /** Azure is as the record wants it, or only interlocks hold the rest back. */
        record Done(boolean changedBaseline) implements Progress {}

        record Again(Duration after) implements Progress {}

        /** Azure wants to be left alone for so long; nothing is urgent enough to ask sooner, it would only wait longer. */
        record Throttled(Duration after) implements Progress {}

        /** Nothing went wrong, it is only not our turn: exactly then the run is repeated, unless something urgent comes. */
        record NotYet(Duration after) implements Progress {}
    }

    public Progress run(BoundaryId boundary) {
        return run(boundary, () -> false);
    }

    @Override
    public Progress run(BoundaryId boundary, BooleanSupplier hurry) {
        return run(boundary, hurry, () -> {});
    }

    @Override
    public Progress run(BoundaryId boundary, BooleanSupplier hurry, Runnable reads) {
        Instant begun = clock.instant();
        watch.looking(boundary, begun);
        BooleanSupplier due = () -> hurry.getAsBoolean() | watch.endedSince(boundary, begun, clock.instant());
        boolean changedBaseline = false;
        for (int round = 0; round < ROUNDS; round++) {
            switch (network.read(boundary)) {
                case Reading.Gone _ -> {
                    watch.isGone(boundary);
                    settling.gone(boundary, clock.instant());
                    return new Progress.Done(changedBaseline);
                }
                case Reading.Unreadable unreadable -> {
                    return blind(boundary, unreadable, due);
                }
                case Reading.Seen(ObservedNsg seen) -> {
                    watch.saw(seen);
                    Round done = round(seen, due, reads);
                    changedBaseline |= done.changedBaseline();
                    if (done.written().throttled().isPresent()) {
                        return new Progress.Throttled(done.written().throttled().get());
                    }
                    if (done.progress().isPresent()) {
                        return done.progress().get() instanceof Progress.Done
                                ? new Progress.Done(changedBaseline)
                                : done.progress().get();
                    }
                }
            }
        }
        return again(Duration.ofSeconds(1));
    }

    /** What was seen before says what is over by now: it can be removed without being seen again. */
    private Progress blind(BoundaryId boundary, Reading.Unreadable unreadable, BooleanSupplier hurry) {
        LOG.log(Level.WARNING, "boundary={0} cannot be read: {1}", boundary.name(), unreadable.why());
        List<String> over = watch.over(boundary, clock.instant());
        if (over.isEmpty()) {
            return again(unreadable.again());
        }
        if (unreadable.answered()) {
            Written written = writing.removeUnseen(boundary, over, hurry);
            noteDoubt(boundary, written);
            watch.removed(boundary, written.correlationIds().keySet());
            if (written.throttled().isPresent()) {
                return new Progress.Throttled(written.throttled().get());
            }
            return new Progress.NotYet(soonest(written));
        }
        // NB. not ever more rarely: once Azure is back, this is the first thing to be done
        return new Progress.NotYet(OVERDUE_PAUSE);
    }

    /** However long Azure does not want to be looked at: a removal does not wait for that. */
    private static Duration soonest(Written written) {
        return Stream.of(written.notYet(), written.again())
                .flatMap(Optional::stream)
                .filter(Duration::isPositive)
                .min(Duration::compareTo)
                .filter(pause -> pause.compareTo(OVERDUE_PAUSE) < 0)
                .orElse(OVERDUE_PAUSE);
    }

    private void noteDoubt(BoundaryId boundary, Written written) {
        if (written.doubtful()) {
            watch.doubt(boundary, clock.instant());
        }
    }

    private record Round(boolean changedBaseline, Written written, Optional<Progress> progress) {}

    private Round round(ObservedNsg seen, BooleanSupplier hurry, Runnable reads) {
        // NB. what had to wait goes in one write with what is to be added, or it would have to wait for two
        Optional<RulePlan> whole = writing.collects(seen.id()) ? planned(seen, reads) : Optional.empty();
        if (whole.isPresent()) {
            return carriedOut(seen, whole.get(), writing.nothing(seen.id()), hurry);
        }
        // NB. first, and without the record: no silence of the database may hold an end up
        Written over = writing.remove(seen, over(seen), hurry);
        noteDoubt(seen.id(), over);
        Optional<ObservedNsg> still = readBack(seen, over);
        return still.isPresent() ? round(still.get(), over, hurry, reads) : new Round(false, over, Optional.empty());
    }

    private Round round(ObservedNsg seen, Written over, BooleanSupplier hurry, Runnable reads) {
        Optional<RulePlan> plan = planned(seen, reads);
        if (plan.isEmpty()) {
            return new Round(false, over, Optional.of(over(seen).isEmpty() ? new Progress.Done(false) : blocked(over)));
        }
        return carriedOut(seen, plan.get(), over, hurry);
    }

    private Optional<RulePlan> planned(ObservedNsg seen, Runnable reads) {
        try {
            reads.run();
            return Optional.of(settling.plan(seen, clock.instant()));
        } catch (RuntimeException e) {
            silent(e);
            return Optional.empty();
        }
    }

    private Round carriedOut(ObservedNsg seen, RulePlan plan, Written over, BooleanSupplier hurry) {
        boolean baseline = plan.changesBaseline(instance);
        Written written = writing.carryOut(seen, plan, over, hurry);
        noteDoubt(seen.id(), written);
        if (!written.recorded()) {
            return new Round(baseline, written, Optional.of(blocked(written)));
        }
        Optional<ObservedNsg> after = readBack(seen, written);
        if (after.isEmpty()) {
            return new Round(baseline, written, Optional.empty());
        }
        try {
            Optional<RulePlan> rest = settling.settle(after.get(), written, clock.instant());
            return new Round(
                    baseline,
                    written,
                    rest.isPresent()
                            ? progress(rest.get(), written)
                            : Optional.of(new Progress.NotYet(LeasedReconcile.SOON)));
        } catch (RuntimeException e) {
            silent(e);
            return new Round(baseline, written, Optional.of(blocked(written)));
        }
    }

    /** What is there after some calls; empty when it cannot be read. */
    private Optional<ObservedNsg> readBack(ObservedNsg seen, Written written) {
        if (!written.called()) {
            return Optional.of(seen);
        }
        if (network.read(seen.id()) instanceof Reading.Seen(ObservedNsg readBack)) {
            watch.saw(readBack);
            return Optional.of(readBack);
        }
        return Optional.empty();
    }

    /** Over by its own name, by whichever clock is ahead: ours, or Azure's, unless that is so far off that it must be wrong. */
    private List<String> over(ObservedNsg seen) {
        Instant now = clock.instant();
        boolean azureAhead =
                seen.serverTime().isAfter(now) && !seen.serverTime().isAfter(now.plus(AddInterlocks.SKEW));
        return RulePlan.overByName(seen, instance, azureAhead ? seen.serverTime() : now);
    }

    private static void silent(RuntimeException e) {
        LOG.log(Level.ERROR, "the record does not answer; only what is over by its name is removed: {0}", e.toString());
        LOG.log(Level.DEBUG, "why the record does not answer", e);
    }

    private static Progress blocked(Written written) {
        if (written.notYet().isPresent()) {
            return new Progress.NotYet(written.notYet().get());
        }
        return again(written.again().filter(after -> !after.isZero()).orElse(Duration.ofSeconds(1)));
    }

    /** Empty: go round once more at once. */
    private Optional<Progress> progress(RulePlan rest, Written written) {
        if (written.notYet().isPresent()) {
            return written.notYet().map(Progress.NotYet::new);
        }
        boolean pending = !rest.removals().isEmpty()
                || rest.writes().stream().anyMatch(write -> write.kind() != RuleWrite.Kind.ADD);
        boolean held = !rest.writes().isEmpty() && !written.called();
        if (!pending && (rest.writes().isEmpty() || held)) {
            return Optional.of(new Progress.Done(false));
        }
        if (held) {
            return Optional.of(blocked(written));
        }
        return written.again().filter(after -> !after.isZero()).map(ReconcileBoundary::again);
    }

    private static Progress again(Duration after) {
        return new Progress.Again(after.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : after);
    }
}
