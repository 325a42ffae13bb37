package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.boundary.RulePlan;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A run by one instance at a time. Whoever does not get the lease comes back soon; what nobody removes long after its end,
 * and what is over while the database is silent, is removed without one: that may happen twice, and does no harm.
 */
public final class LeasedReconcile implements Reconcile {
    private static final Logger LOG = System.getLogger(LeasedReconcile.class.getName());

    /** How soon whoever did not get the lease tries again. */
    static final Duration SOON = Duration.ofMillis(250);

    /** How long a holder may leave a rule that is over, before it is taken to be frozen. */
    static final Duration TOO_LONG = Duration.ofSeconds(5);

    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);

    private final String instance;
    private final NetworkRules network;
    private final Reconcile reconcile;
    private final WriteRules writing;
    private final Leases leases;
    private final Pulse pulse;
    private final Watch watch;
    private final Clock clock;
    private final Map<BoundaryId, Instant> lookBy = new ConcurrentHashMap<>();

    public LeasedReconcile(
            String instance,
            NetworkRules network,
            Reconcile reconcile,
            WriteRules writing,
            Leases leases,
            Pulse pulse,
            Watch watch,
            Clock clock) {
        this.instance = instance;
        this.network = network;
        this.reconcile = reconcile;
        this.writing = writing;
        this.leases = leases;
        this.pulse = pulse;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public Progress run(BoundaryId boundary, BooleanSupplier hurry) {
        return run(boundary, hurry, () -> {});
    }

    @Override
    public Progress run(BoundaryId boundary, BooleanSupplier hurry, Runnable reads) {
        if (pulse.isSilent(clock.instant())) {
            return withoutRecord(boundary, "it did not answer a moment ago");
        }
        boolean mine;
        try {
            mine = leases.take(boundary);
        } catch (RuntimeException e) {
            return withoutRecord(boundary, e.toString());
        }
        if (!mine) {
            return leaveToOthers(boundary);
        }
        lookBy.remove(boundary);
        try {
            return reconcile.run(boundary, kept(boundary, hurry), reads);
        } finally {
            release(boundary);
        }
    }

    private Progress withoutRecord(BoundaryId boundary, String why) {
        LOG.log(Level.ERROR, "no lease of {0}, the database is silent: {1}", boundary.name(), why);
        removeWhatEnded(boundary, Duration.ZERO);
        return new Progress.Again(Duration.ofSeconds(1));
    }

    private Progress leaveToOthers(BoundaryId boundary) {
        Instant now = clock.instant();
        if (!now.isBefore(lookBy.computeIfAbsent(boundary, _ -> now.plus(TOO_LONG)))) {
            lookBy.put(boundary, now.plus(TOO_LONG));
            removeWhatEnded(boundary, TOO_LONG);
        }
        return new Progress.NotYet(SOON);
    }

    /** Prolongs the lease while Azure is waited for, which may take longer than the lease. */
    private BooleanSupplier kept(BoundaryId boundary, BooleanSupplier hurry) {
        Instant[] renewed = {clock.instant()};
        return () -> {
            Instant now = clock.instant();
            if (!now.isBefore(renewed[0].plus(RENEW_EVERY))) {
                renewed[0] = now;
                renew(boundary);
            }
            return hurry.getAsBoolean();
        };
    }

    private void renew(BoundaryId boundary) {
        try {
            if (!leases.stillMine(boundary)) {
                LOG.log(Level.INFO, "boundary={0} went on to another instance", boundary.name());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the lease was not prolonged", e);
        }
    }

    private void release(BoundaryId boundary) {
        try {
            leases.release(boundary);
        } catch (RuntimeException e) {
            // NB. it lapses by itself
            LOG.log(Level.DEBUG, "the lease was not given back", e);
        }
    }

    private void removeWhatEnded(BoundaryId boundary, Duration ago) {
        if (network.read(boundary) instanceof Reading.Seen(var seen)) {
            watch.saw(seen);
            List<String> over =
                    RulePlan.overByName(seen, instance, clock.instant().minus(ago));
            if (!over.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "boundary={0}: removing without a lease what is over: {1}",
                        boundary.name(),
                        over);
                var _ = writing.remove(seen, over, () -> false);
            }
        }
    }
}
