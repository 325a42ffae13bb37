package io.postern.enforcer.app;

import io.postern.contracts.event.ScaleSetAssessed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what changed about the scale sets, and which of them are gone. */
public final class AssessScaleSets {
    private final Landscape landscape;
    private final ScaleSets scaleSets;
    private final Events events;
    private final UnitOfWork work;
    private final Missing missing = new Missing();

    public AssessScaleSets(Landscape landscape, ScaleSets scaleSets, Events events, UnitOfWork work) {
        this.landscape = landscape;
        this.scaleSets = scaleSets;
        this.events = events;
        this.work = work;
    }

    /** Runs {@code claim} first in each transaction that changes something; it may object. */
    void from(List<ScaleSetAssessed> seen, Runnable claim) {
        Map<String, ScaleSetAssessed> known = new LinkedHashMap<>();
        work.call(scaleSets::all).forEach(scaleSet -> known.put(scaleSet.subject(), scaleSet));
        for (ScaleSetAssessed scaleSet : seen) {
            Optional<ScaleSetAssessed> before = Optional.ofNullable(known.remove(scaleSet.subject()));
            if (before.filter(scaleSet::equals).isEmpty()) {
                work.call(() -> {
                    claim.run();
                    scaleSets.save(scaleSet);
                    events.append(scaleSet);
                    return scaleSet;
                });
            }
        }
        missing.someOf(known.values()).stream()
                .filter(gone -> landscape.isDeleted(gone.id()))
                .forEach(gone -> forget(gone, claim));
    }

    private void forget(ScaleSetAssessed gone, Runnable claim) {
        work.call(() -> {
            claim.run();
            scaleSets.remove(gone);
            events.append(new ScaleSetAssessed(gone.id(), gone.location(), gone.terminationNotice(), true));
            return gone;
        });
    }
}
