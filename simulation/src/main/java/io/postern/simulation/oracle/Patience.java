package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A3: whom Azure told to wait asks for nothing before the time is over. */
public final class Patience extends Judge {
    private final Scene scene;
    private final Map<Owner, Instant> blocked = new HashMap<>();

    public Patience(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void toldToWait(Owner who, Duration pause) {
        blocked.put(who, scene.kernel().now().plus(pause));
    }

    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {
        Instant until = blocked.getOrDefault(who, Instant.EPOCH);
        if ((ask == Ask.PUT || ask == Ask.DELETE || ask == Ask.REPLACE)
                && scene.kernel().now().isBefore(until.minusMillis(50))) {
            throw new Violation("A3", who.name() + " asks for a write before " + until);
        }
    }
}
