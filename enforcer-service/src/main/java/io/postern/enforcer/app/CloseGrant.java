package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends access early. It only shrinks access, so it needs no approval, no Kafka, and no request that we know. */
public final class CloseGrant {
    private static final long NANOS_OF_A_RUN_AT_LEAST = TimeUnit.MILLISECONDS.toNanos(10);

    private final Approvals approvals;
    private final Grants grants;
    private final OwnRules rules;
    private final GrantEnds ends;
    private final UnitOfWork work;
    private final Nudges nudges;

    public CloseGrant(
            Approvals approvals, Grants grants, OwnRules rules, GrantEnds ends, UnitOfWork work, Nudges nudges) {
        this.approvals = approvals;
        this.grants = grants;
        this.rules = rules;
        this.ends = ends;
        this.work = work;
        this.nudges = nudges;
    }

    /** What a caller is told: seen to be gone, or still to be. */
    public enum State {
        CLOSED,
        CLOSING
    }

    /** Sets the desired state of a request and has its boundaries looked at. Needs a transaction. */
    public void order(RequestId request, CloseReason reason, Instant now) {
        approvals.entomb(request, reason, now);
        Set<BoundaryId> boundaries = close(grants.locked(request), reason, now);
        work.afterCommit(() -> boundaries.forEach(nudges::lookNow));
    }

    /** Closes a grant with its extensions, or all grants of a request, and waits a little for the read-back. The id may be of either. */
    public State now(String id, CloseReason reason, Instant now, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<BoundaryId> boundaries = work.call(() -> {
            Optional<Grant> one = grants.find(new GrantId(id));
            if (one.isPresent()) {
                // NB. an extension of it may be on its way in
                approvals.takeTurn(one.get().terms().request());
                return close(grants.lockedLine(one.get().terms().line()), reason, now);
            }
            approvals.entomb(new RequestId(id), reason, now);
            return close(grants.locked(new RequestId(id)), reason, now);
        });
        boundaries.forEach(nudges::lookNow);
        while (!isClosed(id)) {
            CompletableFuture<Void> looked = CompletableFuture.allOf(
                    boundaries.stream().map(nudges::look).toArray(CompletableFuture[]::new));
            if (boundaries.isEmpty() || (!finishes(looked, deadline - System.nanoTime()) && !isClosed(id))) {
                return State.CLOSING;
            }
        }
        return State.CLOSED;
    }

    private Set<BoundaryId> close(List<Grant> toClose, CloseReason reason, Instant now) {
        Set<BoundaryId> boundaries = new HashSet<>();
        for (Grant grant : toClose) {
            ends.close(grant, reason, now);
            rules.of(grant.id()).stream()
                    .filter(OwnRules.Placed::live)
                    .map(OwnRules.Placed::boundary)
                    .forEach(boundaries::add);
        }
        return boundaries;
    }

    private boolean isClosed(String id) {
        return work
                .call(() -> grants.find(new GrantId(id))
                        .map(grant -> grants.line(grant.terms().line()))
                        .orElseGet(() -> grants.find(new RequestId(id))))
                .stream()
                .allMatch(grant -> grant instanceof Grant.Closed || grant instanceof Grant.Refused);
    }

    private static boolean finishes(CompletableFuture<Void> looked, long nanos) {
        if (nanos < NANOS_OF_A_RUN_AT_LEAST) {
            return false;
        }
        try {
            looked.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at a boundary cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
