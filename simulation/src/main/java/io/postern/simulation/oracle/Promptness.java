package io.postern.simulation.oracle;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.id.RequestId;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Something comes of an approval soon after nothing stands in its way any more: nobody may have to wait for a full scan. */
public final class Promptness extends Judge {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Whose clock and Azure's were apart opens nothing until it reads an NSG again, which the full scan sees to. */
    private static final Duration SCANNED = Duration.ofSeconds(75);

    private final Scene scene;
    private final Owner self = new Owner("promptness");
    private final Set<RequestId> answered = new HashSet<>();

    public Promptness(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void told(PosternEvent event) {
        if (event instanceof RulesApplied applied) {
            answered.add(applied.requestId());
        } else if (event instanceof EnforcementRefused refused) {
            answered.add(refused.requestId());
        }
    }

    /** An enforcer took an approval over. */
    public void taken(Approved approved) {
        boolean genuine = scene.log().approvals().stream()
                .anyMatch(known -> known.approved().equals(approved));
        if (genuine && approved.extension() == null) {
            scene.kernel()
                    .after(
                            self,
                            SOON,
                            () -> look(approved.requestId(), scene.kernel().now()));
        }
    }

    private void look(RequestId request, Instant now) {
        if (answered.contains(request)
                || scene.log().isCloseAsked(request)
                || scene.log().isForgotten(request)) {
            return;
        }
        if (scene.troubles().wereThereAny(now.minus(SOON)) || scene.troubles().wereClocksApart(now.minus(SCANNED))) {
            scene.kernel()
                    .after(
                            self,
                            Duration.ofSeconds(5),
                            () -> look(request, scene.kernel().now()));
            return;
        }
        throw new Violation("A1", "for " + SOON + " nothing came of the approval of " + request);
    }
}
