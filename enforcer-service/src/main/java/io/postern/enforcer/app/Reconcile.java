package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import java.util.function.BooleanSupplier;

/** One run at one boundary. */
public interface Reconcile {
    /** @param hurry turns true when something new is due here, so that waiting for a write's end must stop */
    Progress run(BoundaryId boundary, BooleanSupplier hurry);

    /** @param reads told right before the record is read, so that whatever is on record by then is known to be seen */
    default Progress run(BoundaryId boundary, BooleanSupplier hurry, Runnable reads) {
        return run(boundary, hurry);
    }
}
