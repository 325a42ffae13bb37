package io.postern.contracts.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What holds for the length of any access, wherever an event states one. */
final class Terms {
    private Terms() {}

    /** Access lasts either so long or until then. */
    static void oneLength(@Nullable Duration duration, @Nullable Instant endsAt) {
        if ((duration == null) == (endsAt == null)) {
            throw new IllegalArgumentException("say either how long or until when");
        }
        if (duration != null) {
            positive(duration);
        }
    }

    static void positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("access lasts longer than nothing");
        }
    }

    static void inOrder(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("access ends after it begins");
        }
    }
}
