package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * NSGs as they were a few seconds ago at most, for those who only want to know. However many ask, Azure gets one call for an
 * NSG, and a few at a time: what is left of its patience belongs to those who close.
 */
public final class Glances {
    static final Duration FRESH = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 4;

    private final NetworkRules network;
    private final Executor workers;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final Map<BoundaryId, Glance> glances = new ConcurrentHashMap<>();
    private final ReadAllowance allowance = new ReadAllowance(ReadAllowance.A_TENTH);

    public Glances(NetworkRules network, Executor workers) {
        this.network = network;
        this.workers = workers;
    }

    private record Glance(CompletableFuture<Reading> reading, Instant begun) {
        boolean serves(Instant now) {
            return !reading.isDone()
                    || (reading.getNow(new Reading.Gone()) instanceof Reading.Seen
                            && begun.plus(FRESH).isAfter(now));
        }
    }

    /** Those that could be read in time. */
    Map<BoundaryId, ObservedNsg> of(Collection<BoundaryId> boundaries, Instant now, Duration patience) {
        glances.values().removeIf(glance -> !glance.serves(now));
        List<CompletableFuture<Reading>> readings = boundaries.stream()
                .map(boundary ->
                        glances.computeIfAbsent(boundary, nsg -> look(nsg, now)).reading())
                .toList();
        await(CompletableFuture.allOf(readings.toArray(CompletableFuture[]::new)), patience);
        Map<BoundaryId, ObservedNsg> seen = new HashMap<>();
        for (CompletableFuture<Reading> reading : readings) {
            if (reading.getNow(new Reading.Gone()) instanceof Reading.Seen(ObservedNsg nsg)) {
                seen.put(nsg.id(), nsg);
            }
        }
        return seen;
    }

    private Glance look(BoundaryId boundary, Instant now) {
        return new Glance(
                allowance.take(1, now)
                        ? CompletableFuture.supplyAsync(() -> read(boundary), workers)
                        : CompletableFuture.completedFuture(
                                new Reading.Unreadable(Duration.ZERO, "too many glances this minute")),
                now);
    }

    private Reading read(BoundaryId boundary) {
        turns.acquireUninterruptibly();
        try {
            return network.read(boundary);
        } catch (RuntimeException e) {
            return new Reading.Unreadable(Duration.ZERO, e.toString());
        } finally {
            turns.release();
        }
    }

    private static void await(CompletableFuture<Void> all, Duration patience) {
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            // NB. what is late is left running: the next who asks may find it done
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a glance cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
