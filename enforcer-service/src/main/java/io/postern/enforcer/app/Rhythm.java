package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast each NSG is written. A few writes within ten seconds make it hurried: from then on a write waits, the longer the
 * more there were, and takes along everything that is pending by then.
 */
final class Rhythm {
    static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration EACH = Duration.ofMillis(100);
    /** Nobody waits so long for others whose rules are written one by one before. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final int hurriedFrom;
    private final Map<BoundaryId, Deque<Instant>> writes = new ConcurrentHashMap<>();
    private final Set<BoundaryId> waited = ConcurrentHashMap.newKeySet();
    private final Map<BoundaryId, Instant> begun = new ConcurrentHashMap<>();
    /** How long the last write took, where that was long enough to matter. */
    private final Map<BoundaryId, Duration> took = new ConcurrentHashMap<>();

    Rhythm(int hurriedFrom) {
        this.hurriedFrom = hurriedFrom;
    }

    /** How long a write must wait; zero when it may go. What removes something waits the least. */
    Duration pause(BoundaryId boundary, boolean removes, Instant now) {
        Deque<Instant> recent = recent(boundary, now);
        if (recent.size() < hurriedFrom) {
            return Duration.ZERO;
        }
        Duration spacing = removes ? LEAST : EACH.multipliedBy(recent.size());
        Duration left = Duration.between(now, recent.getLast().plus(spacing));
        // NB. a clock that was set back must not stop the writes
        return left.isNegative() || left.compareTo(spacing) > 0 ? Duration.ZERO : left;
    }

    /** Whether so many writes, one by one, would take too long for the last of them. */
    boolean takesLong(BoundaryId boundary, int pending) {
        return took.getOrDefault(boundary, Duration.ZERO).multipliedBy(pending).compareTo(LONG) > 0;
    }

    /** Whether everything that is pending goes in one write. */
    boolean collects(BoundaryId boundary, Instant now) {
        return waited.contains(boundary) || recent(boundary, now).size() >= hurriedFrom;
    }

    /** A write was put off. */
    void putOff(BoundaryId boundary) {
        waited.add(boundary);
    }

    /** A write is about to be sent. */
    void begins(BoundaryId boundary, Instant now) {
        begun.put(boundary, now);
    }

    void wrote(BoundaryId boundary, Instant now) {
        Instant since = begun.remove(boundary);
        Duration length = since == null ? Duration.ZERO : Duration.between(since, now);
        if (length.compareTo(LEAST) > 0) {
            took.put(boundary, length);
        } else {
            took.remove(boundary);
        }
        Deque<Instant> recent = recent(boundary, now);
        recent.addLast(now);
        writes.put(boundary, recent);
    }

    /** Nothing is pending any more. */
    void settled(BoundaryId boundary) {
        waited.remove(boundary);
    }

    private Deque<Instant> recent(BoundaryId boundary, Instant now) {
        Deque<Instant> recent = new ArrayDeque<>(writes.getOrDefault(boundary, new ArrayDeque<>()));
        recent.removeIf(at -> !at.isAfter(now.minus(WINDOW)));
        if (recent.isEmpty()) {
            writes.remove(boundary);
        }
        return recent;
    }
}
