package io.postern.simulation.process;

import io.postern.simulation.kernel.OwnClock;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Threads;
import io.postern.simulation.world.Surroundings;
import io.postern.sweeper.app.Heartbeat;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The sweeper: looks every 15 seconds, by Azure's clock, and needs nobody. */
public final class SweeperProcess implements Process {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    public static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Surroundings world;
    private final Owner owner;
    private final OwnClock clock;
    private final SweepPass pass;
    private final Heartbeat heartbeat = new Heartbeat();

    public SweeperProcess(Surroundings world, BiFunction<Owner, Duration, Network> azure, String name) {
        this.world = world;
        this.owner = new Owner(name);
        this.clock = new OwnClock(world.kernel());
        this.pass = new SweepPass(
                azure.apply(owner, PATIENCE),
                new Sweep(Surroundings.INSTANCE, GRACE),
                List.of(Surroundings.SUBSCRIPTION),
                PATIENCE,
                world.manner().wholeFrom(),
                new Threads(world.kernel(), owner),
                world.kernel()::nanos);
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public OwnClock clock() {
        return clock;
    }

    /** What its heartbeat says to those who ask. */
    public Optional<Instant> lastPass() {
        return heartbeat.lastPass();
    }

    @Override
    public void start() {
        world.kernel().spawn(owner, Duration.ZERO, () -> {
            while (!owner.isDead()) {
                Instant begun = clock.instant();
                once(begun);
                Duration used = Duration.between(begun, clock.instant());
                world.kernel().sleep(INTERVAL.minus(used));
            }
        });
    }

    private void once(Instant begun) {
        try {
            heartbeat.beat(begun, pass.run(false, begun));
            world.passed(owner);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing is interrupted here", e);
        }
    }
}
