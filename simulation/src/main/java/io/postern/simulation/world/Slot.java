package io.postern.simulation.world;

import io.postern.simulation.kernel.Owner;
import io.postern.simulation.oracle.Scene;
import io.postern.simulation.oracle.Troubles;
import io.postern.simulation.oracle.Troubles.Kind;
import io.postern.simulation.process.Process;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place where one process runs, life after life. */
final class Slot<P extends Process> {
    private final String name;
    private final Kind kind;
    private final Function<String, P> birth;
    private final Surroundings world;
    private final Scene scene;
    private final Owner self = new Owner("supervisor");
    private Duration clock = Duration.ZERO;
    private @Nullable P process;
    private Troubles.@Nullable Trouble down;
    private int lives;

    Slot(String name, Kind kind, Function<String, P> birth, Surroundings world, Scene scene) {
        this.name = name;
        this.kind = kind;
        this.birth = birth;
        this.world = world;
        this.scene = scene;
    }

    String name() {
        return name;
    }

    Owner supervisor() {
        return self;
    }

    Optional<P> running() {
        return Optional.ofNullable(process).filter(each -> each.owner().isRunning());
    }

    Optional<P> process() {
        return Optional.ofNullable(process);
    }

    boolean owns(Owner owner) {
        return process != null && process.owner() == owner;
    }

    void start() {
        P born = birth.apply(name + "." + ++lives);
        process = born;
        born.clock().set(clock);
        scene.clock(born.owner().name(), clock);
        world.trace().note(born.owner().name(), "starts");
        born.start();
        end();
    }

    /** It is dead; somebody starts it again. */
    void died(Duration pause) {
        world.trace().note(name, "died");
        begin();
        world.kernel().after(self, pause, this::start);
    }

    void kill() {
        running().ifPresent(each -> world.kernel().kill(each.owner()));
    }

    void freeze(Duration length) {
        running().ifPresent(each -> {
            world.trace().note(name, "is frozen for " + length);
            world.kernel().freeze(each.owner());
            begin();
            world.kernel().after(self, length, () -> thaw(each));
        });
    }

    private void thaw(P frozen) {
        if (frozen.owner().isFrozen()) {
            world.trace().note(name, "goes on");
            scene.thawed().put(frozen.owner().name(), world.kernel().now());
            world.kernel().thaw(frozen.owner());
            end();
        }
    }

    void setClock(Duration ahead) {
        clock = ahead;
        world.trace().note(name, "clock is ahead by " + ahead);
        process().ifPresent(each -> {
            each.clock().set(ahead);
            scene.clock(each.owner().name(), ahead);
        });
    }

    private void begin() {
        if (down == null) {
            down = scene.troubles().begin(kind, name);
        }
    }

    private void end() {
        if (down != null) {
            scene.troubles().end(down);
            down = null;
        }
    }
}
