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
    private final Map<NsgId, Look> looks = new ConcurrentHashMap<>();

    public Watch(String instance) {
        this.instance = instance;
    }

    void saw(ObservedNsg nsg) {
        looks.put(nsg.id(), look(nsg));
    }

    /** A list took its time: what was read since then is newer. */
    void listed(ObservedNsg nsg) {
        looks.merge(
                nsg.id(), look(nsg), (known, listed) -> listed.azureTime().isAfter(known.azureTime()) ? listed : known);
    }

    void isGone(NsgId nsg) {
        looks.remove(nsg);
    }

    /** Boundaries with an opening that ends before {@code soon}, and when the first of them does. */
    Map<NsgId, Instant> endingBefore(Instant soon) {
        Map<NsgId, Instant> ending = new ConcurrentHashMap<>();
        looks.forEach((nsg, look) -> look.ends().stream()
                .filter(end -> end.isBefore(soon))
                .min(Instant::compareTo)
                .ifPresent(end -> ending.put(nsg, end)));
        return ending;
    }

    private Look look(ObservedNsg nsg) {
        return new Look(
                nsg.serverTime(),
                OwnNames.openings(nsg, instance).map(own -> own.name().end()).toList());
    }

    private record Look(Instant azureTime, List<Instant> ends) {}
}
