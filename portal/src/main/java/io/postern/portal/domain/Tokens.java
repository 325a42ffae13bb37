package io.postern.portal.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What the issuer gave for one person's session.
 *
 * @param refresh gets the next ones; empty if the issuer gives none
 * @param until when the first of them is over that calls are made with
 */
public record Tokens(String identity, String access, String refresh, Instant until) {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration ONE_CALL = Duration.ofSeconds(5);

    /** Whether it is time for the next ones. */
    public boolean areStale(Instant now) {
        return !refresh.isEmpty() && !now.isBefore(until.minus(MARGIN));
    }

    /** Whether no call can be begun with them, which takes its time too. */
    public boolean areOver(Instant now) {
        return !now.isBefore(until.minus(ONE_CALL));
    }

    /** Tells nothing: this ends up in logs. */
    @Override
    public String toString() {
        return "Tokens[until=" + until + "]";
    }
}
