package io.postern.simulation.process;

import io.postern.contracts.event.Envelope;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.app.FollowGrant;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Notice;
import io.postern.expiry.domain.Pause;
import io.postern.simulation.bus.Consumer;
import io.postern.simulation.kernel.OwnClock;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Signal;
import io.postern.simulation.record.Connection;
import io.postern.simulation.record.Database;
import io.postern.simulation.record.DeadlineTable;
import io.postern.simulation.world.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** expiry-service: announces the ends that come. */
public final class ExpiryProcess implements Process, Consumer {
    private static final Pause PAUSE = new Pause(Duration.ofMillis(1), Duration.ofSeconds(1));
    private static final Notice NOTICE = new Notice(Duration.ofSeconds(10));

    private final Surroundings world;
    private final Owner owner;
    private final OwnClock clock;
    private final Connection connection;
    private final ExpireDue expireDue;
    private final FollowGrant follow;
    private Signal alarm = new Signal();

    public ExpiryProcess(Surroundings world, Database database, String name) {
        this.world = world;
        this.owner = new Owner(name);
        this.clock = new OwnClock(world.kernel());
        this.connection = world.connection(owner, database);
        DeadlineTable deadlines = new DeadlineTable(database, connection, world.kernel());
        this.expireDue = new ExpireDue(deadlines, PAUSE.atMost().multipliedBy(3), 2000, PAUSE);
        this.follow = new FollowGrant(deadlines, NOTICE);
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public OwnClock clock() {
        return clock;
    }

    @Override
    public void start() {
        world.kernel().spawn(owner, Duration.ZERO, this::run);
    }

    private void run() {
        while (!owner.isDead()) {
            alarm = new Signal();
            world.kernel().await(alarm, round());
        }
    }

    private Duration round() {
        try {
            return expireDue.at(clock.instant());
        } catch (RuntimeException e) {
            return Duration.ofMillis(500);
        }
    }

    @Override
    public void take(Envelope envelope) {
        List<Deadline> armed = new ArrayList<>();
        Inbox.once(
                connection,
                "expiry",
                envelope,
                () -> follow.on(envelope.event()).ifPresent(armed::add));
        armed.forEach(deadline -> {
            if (expireDue.armed(deadline, clock.instant())) {
                alarm.give();
            }
        });
    }
}
