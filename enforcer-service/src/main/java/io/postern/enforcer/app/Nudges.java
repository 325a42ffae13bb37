package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Says "look again" at a boundary. What is done there depends on what is found, not on who said so. */
public interface Nudges {
    /** The future completes after a reconcile that began later than this call. Others wait for the same one: it is only waited for. */
    CompletableFuture<Void> look(BoundaryId boundary);

    /** The same after a change of the record alone: a run that has not read the record yet will do, though it began before. */
    default CompletableFuture<Void> recorded(BoundaryId boundary) {
        return look(boundary);
    }

    /**
     * The record is about to change for these: what it takes to act on that may begin elsewhere meanwhile, and waits a moment
     * for {@code over}, when it has changed or will not. Nothing depends on it.
     */
    default void prepare(Set<BoundaryId> boundaries, CompletableFuture<Void> over) {}

    /** The same for a new reason, an end or an order to close: a pause that some other rule has caused must not hold it up. */
    CompletableFuture<Void> lookNow(BoundaryId boundary);
}
