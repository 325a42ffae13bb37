package io.postern.audit.app;

import io.postern.contracts.event.AttemptRefused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts on the trail who tried to read or change it without being entitled to: so many a minute of each caller, and no more. */
public final class RefusedAttempts {
    static final int MOST = 10;

    private final Consumer<AttemptRefused> events;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant minute = Instant.EPOCH;

    public RefusedAttempts(Consumer<AttemptRefused> events) {
        this.events = events;
    }

    /** @param about what it was about, in words that name no person */
    public void refused(Reader who, String about, String action, Instant now) {
        int count = counted(who, now);
        if (count <= MOST) {
            String last = count < MOST ? "" : " Further ones in this minute are not recorded.";
            events.accept(new AttemptRefused(
                    about, who.person().orElse(null), action, "not-entitled", "The role for it is lacking." + last));
        }
    }

    private synchronized int counted(Reader who, Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            counts.clear();
            minute = current;
        }
        String caller = who.person().map(Object::toString).orElseGet(who::name);
        return counts.merge(caller, 1, Integer::sum);
    }
}
