package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be taken back, and when: at the latest before anybody asks again, and by the clock when nobody does. */
final class Undoing {
    private static final int GROUP = 8;

    private final World world;
    private final List<Undo> pending = new ArrayList<>();
    private volatile ArmEndpoints.UndoListener steps = (at, method, path) -> {};

    Undoing(World world) {
        this.world = world;
    }

    void tell(ArmEndpoints.UndoListener listener) {
        steps = listener;
    }

    /** Takes back what is due; hold the world's lock. */
    void settle(Instant now) {
        List<Undo> due = pending.stream().filter(u -> !now.isBefore(u.at())).toList();
        pending.removeAll(due);
        due.forEach(undo -> undo.run(world, now, steps));
    }

    /** Carries a write out that is to be taken back when its operation ends; hold the world's lock. */
    Reply around(Call call, Operations operations, Supplier<Reply> write) {
        List<String> path = call.segments();
        String group = "/" + String.join("/", path.subList(0, Math.min(GROUP, path.size())));
        Optional<Stored> before = world.find(group).map(Stored::copy);
        Reply reply = write.get();
        operations.lastStarted().ifPresent(operation -> {
            pending.add(new Undo(
                    operation.completesAt(), group, before, world.find(group).map(Stored::copy)));
            wake(Duration.between(call.at(), operation.completesAt()));
        });
        return reply;
    }

    private void wake(Duration later) {
        Thread.ofVirtual().name("undo").start(() -> {
            try {
                // The clock that sleeps and the one that tells the time may disagree a little.
                Thread.sleep(later.plusMillis(5));
                world.locked(() -> {
                    settle(Instant.now());
                    return true;
                });
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
