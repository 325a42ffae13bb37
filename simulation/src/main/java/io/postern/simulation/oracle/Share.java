package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.simulation.kernel.Owner;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A4: in no five minutes do the enforcers write more than their share. While the database is silent nobody can count over all:
 * then each has a small share of its own besides, and may only remove.
 */
public final class Share extends Judge {
    /** As in production: 30 of a hundred. */
    public static final WriteShare OURS = WriteShare.ofPercent(30);

    private final Scene scene;
    private final Deque<Write> writes = new ArrayDeque<>();

    private record Write(Instant when, Owner who) {}

    public Share(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {
        if (ask == Ask.READ || ask == Ask.LIST || who.name().startsWith("sweeper")) {
            return;
        }
        Instant now = scene.kernel().now();
        writes.addLast(new Write(now, who));
        while (writes.getFirst().when().isBefore(now.minus(WriteShare.WINDOW))) {
            writes.removeFirst();
        }
        if (writes.size() > OURS.writes() && writes.size() > OURS.writes() + alone()) {
            throw new Violation("A4", writes.size() + " writes within " + WriteShare.WINDOW);
        }
    }

    private long alone() {
        return scene.troubles().wasDatabaseSilent()
                ? OURS.alone().writes()
                        * writes.stream().map(Write::who).distinct().count()
                : 0;
    }
}
