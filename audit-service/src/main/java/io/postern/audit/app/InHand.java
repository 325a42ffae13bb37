package io.postern.audit.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events that have come and are not in the trail yet: few, and never for long while all is well. */
public final class InHand {
    private final Map<Object, Instant> since = new ConcurrentHashMap<>();

    /** An event is in hand from {@code now} until this has appended it. */
    public void during(Instant now, Runnable append) {
        Object event = new Object();
        since.put(event, now);
        try {
            append.run();
        } finally {
            since.remove(event);
        }
    }

    /** For how long the oldest has waited. */
    public Duration oldest(Instant now) {
        return since.values().stream()
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(first, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }
}
