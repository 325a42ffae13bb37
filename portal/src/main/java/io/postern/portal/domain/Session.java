package io.postern.portal.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One person's being signed in, in one browser.
 *
 * @param challenge what a service wants met by a stronger sign-in, until one was made or it is long ago
 * @param draft what the person had written when that came between
 */
public record Session(Tokens tokens, Instant seen, Optional<String> challenge, Optional<Draft> draft) {
    /** How long a stronger sign-in may take. */
    public static final Duration CONFIRMING = Duration.ofMinutes(15);

    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    /** Whether it is worth writing down that it is in use. */
    public boolean isLongUnseen(Instant now) {
        return !now.isBefore(seen.plus(SEEN_STEP));
    }
}
