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
    private int pace = 1000;
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
        clock = process == null || pace == 1000 ? clock : process.clock().ahead();
        P born = birth.apply(name + "." + ++lives);
        process = born;
        born.owner().doomedIf(() -> world.chance().in1000(world.shortOfMemory()));
        tell(born);
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
        setClock(ahead, 1000);
    }

    /** Also so fast: in a true second it goes on by so many thousandths of one. */
    void setClock(Duration ahead, int thousandths) {
        clock = ahead;
        pace = thousandths;
        world.trace().note(name, "clock is ahead by " + ahead + ", pace " + thousandths);
        process().ifPresent(this::tell);
    }

    private void tell(P each) {
        scene.clock(each.owner().name(), each.clock());
        each.clock().set(clock, pace);
        each.owner().pace(pace);
        scene.clock(each.owner().name(), each.clock());
    }

    Kind kind() {
        return kind;
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
