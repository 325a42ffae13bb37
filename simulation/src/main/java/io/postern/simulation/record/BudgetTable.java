package io.postern.simulation.record;

import io.postern.contracts.id.NsgId;
import io.postern.enforcer.app.WriteBudget;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;

/** A budget that no history uses up, but that knows when Azure wants to be left alone. */
public record BudgetTable(Database database, Connection connection, Kernel kernel) implements WriteBudget {
    @Override
    public Slot take(NsgId boundary, boolean removes) {
        Instant until;
        try {
            until = connection.call(
                    () -> database.blocked.find(boundary.subscription()).orElse(Instant.EPOCH));
        } catch (Unreachable e) {
            return new Slot.Now();
        }
        Instant now = kernel.now();
        return now.isBefore(until) ? new Slot.At(Duration.between(now, until)) : new Slot.Now();
    }

    @Override
    public void blocked(NsgId boundary, Duration retryAfter) {
        Instant until = kernel.now().plus(retryAfter);
        try {
            connection.call(() -> {
                database.blocked.put(boundary.subscription(), until);
                return until;
            });
        } catch (Unreachable e) {
            connection.forgotten(e);
        }
    }
}
