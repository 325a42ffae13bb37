package io.postern.enforcer.config;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Leases;

/** Leases that only so many ask for at once, so that they leave connections to others. */
record LeasesInTurn(Leases leases, Turns turns) implements Leases {
    @Override
    public boolean take(BoundaryId boundary) {
        return turns.take(() -> leases.take(boundary));
    }

    @Override
    public boolean stillMine(BoundaryId boundary) {
        return turns.take(() -> leases.stillMine(boundary));
    }

    /** Within a transaction, which has had its turn. */
    @Override
    public boolean isUncontested(BoundaryId boundary) {
        return leases.isUncontested(boundary);
    }

    @Override
    public void release(BoundaryId boundary) {
        var _ = turns.take(() -> {
            leases.release(boundary);
            return boundary;
        });
    }
}
