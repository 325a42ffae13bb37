package io.postern.portal.domain;

import java.time.Duration;

/** How long a session lasts at most, how long nobody may be there, and how many one person may have. */
public record SessionLimits(Duration longest, Duration idle, int perPerson) {
    public SessionLimits {
        if (longest.compareTo(Duration.ofMinutes(1)) < 0 || idle.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a session lasts a minute at least, idle or not");
        }
        if (perPerson < 1) {
            throw new IllegalArgumentException("a person may have one session at least");
        }
    }
}
