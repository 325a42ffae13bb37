package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;

/**
 * Which of several instances works on a boundary, by the database's own time: no clock of ours decides. Outside of
 * transactions, but for one; a database that is silent throws.
 */
public interface Leases {
    /** Takes the lease or prolongs it; false when another instance has it. */
    boolean take(BoundaryId boundary);

    /** Prolongs the lease if it has not lapsed in the meantime, however long ago we last looked; false when it has. */
    boolean stillMine(BoundaryId boundary);

    /**
     * Whether nobody else has had the lease since it was taken here, though it may have lapsed; asked within a transaction, whose
     * commit is none the quicker for it. Whatever others have put on record under a lease of theirs, they took that one before.
     */
    boolean isUncontested(BoundaryId boundary);

    /** Gives the lease back, if it is ours. */
    void release(BoundaryId boundary);
}
