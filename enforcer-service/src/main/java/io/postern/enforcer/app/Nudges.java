package io.postern.enforcer.app;

import io.postern.contracts.id.NsgId;
import java.util.concurrent.CompletableFuture;

/** Says "look again" at a boundary. What is done there depends on what is found, not on who said so. */
public interface Nudges {
    /** The future completes after a reconcile that began later than this call. */
    CompletableFuture<Void> look(NsgId boundary);
}
