package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.domain.budget.Budget;
import io.postern.enforcer.domain.budget.Places;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The budget as a row that all instances share, by the database's time; while the database is silent, one of its own. */
public final class BudgetTable implements WriteBudget {
    private static final Duration SILENT = Duration.ofSeconds(1);

    private final Database database;
    private final Connection connection;
    private final Kernel kernel;
    private final WriteShare share;
    private final Map<BoundaryId, Places> places = new HashMap<>();
    private Budget alone = Budget.UNUSED;

    public BudgetTable(Database database, Connection connection, Kernel kernel, WriteShare share) {
        this.database = database;
        this.connection = connection;
        this.kernel = kernel;
        this.share = share;
    }

    @Override
    public Slot take(BoundaryId boundary, boolean removes) {
        try {
            return connection.call(() -> shared(boundary, removes));
        } catch (Unreachable e) {
            return removes ? alone() : new Slot.At(SILENT);
        }
    }

    private Slot shared(BoundaryId boundary, boolean removes) {
        Instant now = kernel.now();
        Budget before = database.budgets.find(boundary.subscription()).orElse(Budget.UNUSED);
        Budget.Taken taken = before.take(share, places.getOrDefault(boundary, Places.NONE), removes, now);
        database.budgets.put(boundary.subscription(), taken.after());
        places.put(boundary, taken.places());
        return slot(taken, now);
    }

    private Slot alone() {
        Instant now = kernel.now();
        Budget.Taken taken = alone.take(share.alone(), Places.NONE, true, now);
        if (taken.isNow(now)) {
            alone = taken.after();
        }
        return slot(taken, now);
    }

    private static Slot slot(Budget.Taken taken, Instant now) {
        return taken.isNow(now) ? new Slot.Now() : new Slot.At(Duration.between(now, taken.slot()));
    }

    @Override
    public void blocked(BoundaryId boundary, Duration retryAfter) {
        Instant until = kernel.now().plus(retryAfter);
        alone = alone.blocked(until);
        try {
            connection.call(() -> {
                Budget before = database.budgets.find(boundary.subscription()).orElse(Budget.UNUSED);
                database.budgets.put(boundary.subscription(), before.blocked(until));
                return until;
            });
        } catch (Unreachable e) {
            connection.forgotten(e);
        }
    }
}
