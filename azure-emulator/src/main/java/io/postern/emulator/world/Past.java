package io.postern.emulator.world;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The world as it was some time ago, but never longer ago than this memory began. */
public final class Past implements AutoCloseable {
    private final World world;
    private final World then;
    private final Deque<Change> later = new ArrayDeque<>();
    private final World.Watcher watcher;

    private record Change(Instant at, String id, Optional<Stored> state) {}

    private Past(World world, Clock clock) {
        this.world = world;
        this.then = world.copy();
        this.watcher = (id, now) -> later.add(new Change(clock.instant(), id, now.map(Stored::copy)));
        world.watch(watcher);
    }

    /** Begins to remember. */
    public static Past from(World world, Clock clock) {
        return world.locked(() -> new Past(world, clock));
    }

    /** The world as of a moment that is not before the one asked for last; hold the world's lock. */
    public World asOf(Instant moment) {
        for (Change next = later.peek(); next != null && !next.at().isAfter(moment); next = later.peek()) {
            later.remove();
            then.set(next.id(), next.state());
        }
        return then;
    }

    @Override
    public void close() {
        world.unwatch(watcher);
    }
}
