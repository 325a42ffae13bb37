package io.postern.approval.domain.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a bot signed about one account: whoever holds this code got it on that account, and nowhere else.
 *
 * @param account an immutable id, never a name that can be given to somebody else
 */
public record EnrolmentClaims(ProofBase base, String account) {
    /** Long enough to sign in. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** Why nobody can enrol with this code; empty when somebody can. */
    public Optional<String> objection(String bot, String instance, Instant now) {
        return base.objection(bot, instance, LONGEST)
                .or(() -> base.isEarly(now) || base.isOver(now)
                        ? Optional.of("it is too old; ask the bot for another one")
                        : Optional.empty());
    }
}
