package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Leases;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.util.function.Predicate;

/** Leases of one holder, by the database's time, which is the true time here; each call is a transaction of its own. */
public record LeaseTable(Database database, Connection connection, Kernel kernel, String holder) implements Leases {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    @Override
    public boolean take(BoundaryId boundary) {
        return connection.call(() -> held(
                boundary,
                lease -> lease.holder().equals(holder) || !lease.until().isAfter(kernel.now()),
                true));
    }

    @Override
    public boolean stillMine(BoundaryId boundary) {
        return connection.call(() -> held(
                boundary,
                lease -> lease.holder().equals(holder) && lease.until().isAfter(kernel.now()),
                false));
    }

    @Override
    public boolean isUncontested(BoundaryId boundary) {
        return database.leases
                .find(boundary.key())
                .filter(lease -> lease.holder().equals(holder))
                .isPresent();
    }

    @Override
    public void release(BoundaryId boundary) {
        connection.call(() -> {
            if (held(boundary, lease -> lease.holder().equals(holder), false)) {
                database.leases.remove(boundary.key());
            }
            return boundary;
        });
    }

    private boolean held(BoundaryId boundary, Predicate<LeaseRow> may, boolean whereNone) {
        boolean mine = database.leases.find(boundary.key()).map(may::test).orElse(whereNone);
        if (mine) {
            database.leases.put(
                    boundary.key(), new LeaseRow(holder, kernel.now().plus(LENGTH)));
        }
        return mine;
    }
}
