package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.OwnNames;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Our openings as last seen in Azure, kept in memory so that closing goes on when the database does not, or when Azure does
 * not let us look. It also keeps in mind where the outcome of a write is not known: it may land later than anybody looked.
 */
public final class Watch {
    /** When to look again after an unknown outcome, as long as a write may still be on its way: none that lands stands for long. */
    private static final List<Duration> LOOKS = Stream.of(1, 3, 7, 15, 23, 31, 39, 47, 55, 63)
            .map(Duration::ofSeconds)
            .toList();

    private final String instance;
    private final Map<BoundaryId, Look> looks = new ConcurrentHashMap<>();
    private final Map<BoundaryId, List<Instant>> doubts = new ConcurrentHashMap<>();

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

    void isGone(BoundaryId nsg) {
        looks.remove(nsg);
        doubts.remove(nsg);
    }

    /** Azure said that these were removed, though it was not read back. */
    void removed(BoundaryId nsg, Collection<String> names) {
        looks.computeIfPresent(nsg, (_, look) -> look.without(names));
    }

    /** The outcome of a write is unknown: looks are due after 1, 2, 4, and then 8 more seconds again and again, for a minute. */
    void doubt(BoundaryId nsg, Instant now) {
        doubts.put(nsg, LOOKS.stream().map(now::plus).toList());
    }

    /** A run begins, so the looks that were due by now are being taken. */
    void looking(BoundaryId nsg, Instant now) {
        doubts.computeIfPresent(nsg, (_, due) -> {
            List<Instant> left = due.stream().filter(at -> at.isAfter(now)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Openings that are over, by the names that were last seen. */
    List<String> over(BoundaryId nsg, Instant now) {
        Look look = looks.get(nsg);
        return look == null
                ? List.of()
                : look.ends().entrySet().stream()
                        .filter(opening -> !now.isBefore(opening.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Whether an opening ended here after {@code since}. */
    boolean endedSince(BoundaryId nsg, Instant since, Instant now) {
        Look look = looks.get(nsg);
        return look != null && look.ends().values().stream().anyMatch(end -> end.isAfter(since) && !now.isBefore(end));
    }

    /** Boundaries with openings that end, or looks that are due, before {@code soon}, and when each of them is. */
    Map<BoundaryId, SortedSet<Instant>> endingBefore(Instant soon) {
        Map<BoundaryId, SortedSet<Instant>> ending = new HashMap<>();
        looks.forEach((nsg, look) -> before(soon, look.ends().values(), nsg, ending));
        doubts.forEach((nsg, due) -> before(soon, due, nsg, ending));
        return ending;
    }

    private static void before(
            Instant soon, Collection<Instant> due, BoundaryId nsg, Map<BoundaryId, SortedSet<Instant>> ending) {
        due.stream()
                .filter(at -> at.isBefore(soon))
                .forEach(at -> ending.computeIfAbsent(nsg, _ -> new TreeSet<>()).add(at));
    }

    private Look look(ObservedNsg nsg) {
        Map<String, Instant> ends = new TreeMap<>();
        OwnNames.openings(nsg, instance)
                .forEach(own -> ends.put(own.rule().name(), own.name().end()));
        return new Look(nsg.serverTime(), ends);
    }

    private record Look(Instant azureTime, Map<String, Instant> ends) {
        Look without(Collection<String> names) {
            Map<String, Instant> left = new TreeMap<>(ends);
            left.keySet().removeAll(names);
            return new Look(azureTime, left);
        }
    }
}
