package io.postern.enforcer.app;

import io.postern.contracts.id.NsgId;
import io.postern.enforcer.domain.boundary.OwnNames;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ends of our openings as last seen in Azure, kept in memory so that closing goes on when the database does not. */
public final class Watch {
    private final String instance;
    private final Map<NsgId, List<Instant>> ends = new ConcurrentHashMap<>();

    public Watch(String instance) {
        this.instance = instance;
    }

    void saw(ObservedNsg nsg) {
        ends.put(
                nsg.id(),
                OwnNames.openings(nsg, instance).map(own -> own.name().end()).toList());
    }

    void isGone(NsgId nsg) {
        ends.remove(nsg);
    }

    /** Boundaries with an opening that ends before {@code soon}, and when the first of them does. */
    Map<NsgId, Instant> endingBefore(Instant soon) {
        Map<NsgId, Instant> ending = new ConcurrentHashMap<>();
        ends.forEach((nsg, all) -> all.stream()
                .filter(end -> end.isBefore(soon))
                .min(Instant::compareTo)
                .ifPresent(end -> ending.put(nsg, end)));
        return ending;
    }
}
