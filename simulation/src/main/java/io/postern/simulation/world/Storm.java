package io.postern.simulation.world;

import io.postern.contracts.id.RequestId;
import io.postern.simulation.azure.Azure;
import io.postern.simulation.azure.AzureWeather;
import io.postern.simulation.bus.Bus;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.oracle.Scene;
import io.postern.simulation.oracle.Troubles;
import io.postern.simulation.oracle.Troubles.Kind;
import io.postern.simulation.process.EnforcerProcess;
import io.postern.simulation.process.ExpiryProcess;
import io.postern.simulation.process.SweeperProcess;
import io.postern.simulation.record.DatabaseWeather;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What befalls a history. */
final class Storm {
    private final Surroundings world;
    private final Scene scene;
    private final Azure azure;
    private final Bus bus;
    private final People people;
    private final Foreigners foreigners;
    private final List<Slot<EnforcerProcess>> enforcers;
    private final Slot<SweeperProcess> sweeper;
    private final List<Slot<ExpiryProcess>> expiry;
    private final Owner self = new Owner("storm");

    Storm(
            Surroundings world,
            Scene scene,
            Azure azure,
            Bus bus,
            People people,
            Foreigners foreigners,
            List<Slot<EnforcerProcess>> enforcers,
            Slot<SweeperProcess> sweeper,
            List<Slot<ExpiryProcess>> expiry) {
        this.world = world;
        this.scene = scene;
        this.azure = azure;
        this.bus = bus;
        this.people = people;
        this.foreigners = foreigners;
        this.enforcers = enforcers;
        this.sweeper = sweeper;
        this.expiry = expiry;
    }

    Owner owner() {
        return self;
    }

    /** One misfortune, from now on. */
    void strike(Fault fault) {
        Chance chance = world.chance();
        AzureWeather sky = azure.weather;
        DatabaseWeather rows = world.databaseWeather();
        Duration length = chance.seconds(1, 40);
        world.trace().note("storm", fault + " for " + length);
        switch (fault) {
            case KILL -> chance.of(enforcers).kill();
            case KILL_ALL -> enforcers.forEach(Slot::kill);
            case FREEZE -> chance.of(enforcers).freeze(length.plusSeconds(chance.between(0, 80)));
            case SWEEPER_KILLED -> sweeper.kill();
            case SWEEPER_FROZEN -> sweeper.freeze(length.plusSeconds(chance.between(0, 80)));
            case EXPIRY_KILLED -> chance.of(expiry).kill();
            case EXPIRY_FROZEN -> chance.of(expiry).freeze(length);
            case DEADLY ->
                during(length, null, () -> {
                    sky.deadly = 60;
                    rows.deadly = 15;
                });
            case DATABASE_AWAY -> during(length, Kind.DATABASE, () -> rows.away = true);
            case DATABASE_FLAKY ->
                during(length, Kind.DATABASE, () -> {
                    rows.refused = chance.between(0, 200);
                    rows.unknown = chance.between(0, 200);
                    rows.slow = chance.between(0, 100);
                });
            case DATABASE_SLOW -> during(length, Kind.DATABASE, () -> rows.disk = chance.millis(500, 6000));
            case DATABASE_LOSES_ITS_TAIL -> setBack(chance.seconds(1, 10), chance.millis(200, 5000));
            case DATABASE_RESTORED -> setBack(chance.seconds(5, 30), chance.seconds(10, 60));
            case OUT_OF_MEMORY -> during(length, null, () -> world.shortOfMemory(chance.between(2, 15)));
            case AZURE_AWAY -> during(length, Kind.AZURE, () -> sky.away = true);
            case AZURE_WRONG -> during(length, null, () -> sky.wrong = chance.between(50, 700));
            case AZURE_UNREADABLE -> during(length, null, () -> sky.unreadable = chance.between(50, 600));
            case AZURE_THROTTLES -> during(length, null, () -> sky.throttled = chance.between(10, 200));
            case AZURE_LATE -> during(length, null, () -> sky.late = chance.between(50, 400));
            case AZURE_REPEATS -> during(length, null, () -> sky.repeated = chance.between(50, 400));
            case AZURE_SLOW -> during(length, Kind.AZURE, () -> sky.slow = chance.between(50, 500));
            case AZURE_STALE -> during(length, Kind.AZURE, () -> sky.stale = chance.between(50, 400));
            case LOCKED -> during(length, Kind.AZURE, () -> sky.locked = true);
            case WRONG_DATE -> during(length, Kind.DATE, () -> sky.dateAhead = chance.seconds(-600, 600));
            case BUS_AWAY -> during(length.plusSeconds(chance.between(0, 60)), null, () -> bus.weather.away = true);
            case BUS_FLAKY ->
                during(length, null, () -> {
                    bus.weather.slow = chance.between(0, 500);
                    bus.weather.twice = chance.between(0, 500);
                    bus.weather.lost = chance.between(0, 500);
                });
            case CLOCK -> clock(length);
            case CLOCK_DRIFTS -> drift(length.plusSeconds(chance.between(0, 60)));
            case FOREIGNERS -> {
                for (int i = chance.between(1, 8); i > 0; i--) {
                    world.kernel().after(self, chance.seconds(0, 40), foreigners::act);
                }
            }
            case NSG_REPLACED -> foreigners.replace(length);
            case PANIC -> {
                people.crowd();
                world.kernel().after(self, chance.seconds(6, 20), people::panic);
            }
            case NSG_FULL -> foreigners.fill(length);
            case KEYS_GONE -> keysGone(length);
        }
    }

    private void keysGone(Duration length) {
        Troubles.Trouble trouble = scene.troubles().begin(Kind.KEYS, "");
        world.signatures().keys(false);
        world.kernel().after(self, length, () -> {
            world.signatures().keys(true);
            scene.troubles().end(trouble);
        });
    }

    /** Whoever takes over, or restores, does not have the last of what was committed. */
    private void setBack(Duration silence, Duration lost) {
        during(silence, Kind.DATABASE, () -> world.databaseWeather().away = true);
        Instant now = world.kernel().now();
        Set<RequestId> forgotten = scene.database().setBackTo(now.minus(lost));
        scene.log().forgotten(forgotten, now);
        world.trace().note("storm", "the database is as it was " + lost + " ago, of " + forgotten);
    }

    private void drift(Duration length) {
        List<Slot<?>> all = new ArrayList<>(enforcers);
        all.add(sweeper);
        all.addAll(expiry);
        Slot<?> slot = world.chance().of(all);
        Troubles.@Nullable Trouble trouble =
                slot.kind() == Kind.ENFORCER ? scene.troubles().begin(Kind.CLOCK, slot.name()) : null;
        slot.setClock(Duration.ZERO, world.chance().between(900, 1100));
        world.kernel().after(self, length, () -> {
            slot.setClock(Duration.ZERO);
            if (trouble != null) {
                scene.troubles().end(trouble);
            }
        });
    }

    private void clock(Duration length) {
        Slot<EnforcerProcess> slot = world.chance().of(enforcers);
        Duration ahead = world.chance().in1000(500)
                ? world.chance().millis(-2000, 2000)
                : world.chance().seconds(-600, 600);
        Troubles.Trouble trouble = scene.troubles().begin(Kind.CLOCK, slot.name());
        slot.setClock(ahead);
        world.kernel().after(self, length, () -> {
            slot.setClock(Duration.ZERO);
            scene.troubles().end(trouble);
        });
    }

    private void during(Duration length, @Nullable Kind kind, Runnable begin) {
        Troubles.@Nullable Trouble trouble =
                kind == null ? null : scene.troubles().begin(kind, "");
        begin.run();
        world.kernel().after(self, length, () -> {
            calm();
            if (trouble != null) {
                scene.troubles().end(trouble);
            }
        });
    }

    /** All weather is fine. */
    void calm() {
        azure.weather.clear();
        world.databaseWeather().clear();
        bus.weather.clear();
        world.shortOfMemory(0);
    }
}
