package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** G10: nothing is opened while nobody could close it, or by a clock that is wrong. */
public final class Interlocks extends Judge {
    private static final Duration SKEW = Duration.ofSeconds(4);
    private static final Duration STALE = Duration.ofSeconds(85);

    private final Scene scene;
    private final Supplier<Optional<Instant>> lastPass;

    public Interlocks(Scene scene, Supplier<Optional<Instant>> lastPass) {
        this.scene = scene;
        this.lastPass = lastPass;
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        String rule = change.name();
        Instant now = scene.kernel().now();
        if (ask != Ask.PUT
                || Scene.opening(rule).isEmpty()
                || scene.rule(boundary, rule).isPresent()) {
            return;
        }
        if (lastPass.get().filter(pass -> pass.isAfter(now.minus(STALE))).isEmpty()) {
            throw new Violation(
                    "G10", who.name() + " opens " + rule + " and the sweeper last passed " + lastPass.get());
        }
        if (scene.ahead(who.name()).abs().compareTo(SKEW) > 0) {
            throw new Violation("G10", who.name() + " opens " + rule + " by a clock that is wrong");
        }
    }
}
