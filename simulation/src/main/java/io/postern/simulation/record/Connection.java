package io.postern.simulation.record;

import io.postern.contracts.event.PosternEvent;
import io.postern.enforcer.app.Events;
import io.postern.enforcer.app.UnitOfWork;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One process's way to the database: here it waits, fails, and dies. */
public final class Connection implements UnitOfWork, Events {
    private final Kernel kernel;
    private final Trace trace;
    private final Owner owner;
    private final Database database;
    private final DatabaseWeather weather;
    private final Chance chance;
    private final List<Runnable> afterCommit = new ArrayList<>();

    public Connection(
            Kernel kernel, Trace trace, Owner owner, Database database, DatabaseWeather weather, Chance chance) {
        this.trace = trace;
        this.kernel = kernel;
        this.owner = owner;
        this.database = database;
        this.weather = weather;
        this.chance = chance;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        if (database.isOpen()) {
            return work.get();
        }
        kernel.sleep(weather.latency(chance));
        if (weather.away) {
            kernel.sleep(chance.millis(1, 3000));
            throw new Unreachable("the database is away");
        }
        DatabaseWeather.Fate fate = weather.next(chance);
        if (fate == DatabaseWeather.Fate.REFUSED) {
            throw new Unreachable("could not serialize access");
        }
        if (fate == DatabaseWeather.Fate.DIES_BEFORE) {
            kernel.kill(owner);
        }
        T result = atOnce(work, fate != DatabaseWeather.Fate.LOST_ROLLED_BACK);
        List<Runnable> runs = List.copyOf(afterCommit);
        afterCommit.clear();
        switch (fate) {
            case DIES_AFTER -> kernel.kill(owner);
            case LOST_COMMITTED, LOST_ROLLED_BACK -> throw new Unreachable("connection lost at the commit");
            case COMMITTED, REFUSED, DIES_BEFORE -> runs.forEach(Runnable::run);
        }
        return result;
    }

    private <T> T atOnce(Supplier<T> work, boolean commits) {
        try {
            return kernel.atomically(() -> database.transaction(work, commits));
        } catch (RuntimeException | Error e) {
            afterCommit.clear();
            throw e;
        }
    }

    @Override
    public void afterCommit(Runnable run) {
        afterCommit.add(run);
    }

    /** Whether nobody took this in before; from now on somebody has. */
    public boolean isNew(String taken) {
        boolean fresh = !database.inbox.has(taken);
        if (fresh) {
            database.inbox.put(taken, taken);
        }
        return fresh;
    }

    /** What a caller does without. */
    void forgotten(Unreachable answer) {
        trace.note(owner.name(), "goes on without the database: " + answer.getMessage());
    }

    @Override
    public void append(PosternEvent event) {
        database.append(event);
    }
}
