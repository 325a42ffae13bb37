package io.postern.approval.domain.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What everything says that a bot signs: by whom and for whom it is, its own id, and from when to when it holds.
 *
 * @param jti single use: no other proof of this bot has it
 */
public record ProofBase(String issuer, String audience, String jti, Instant issuedAt, Instant expiresAt) {
    /** How far a bot's clock may be ahead of ours. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** Why this cannot be genuine at all, whenever it had come; empty when it can. */
    Optional<String> objection(String bot, String instance, Duration longest) {
        if (!issuer.equals("postern-bot/" + bot)) {
            return Optional.of("it is not by the bot that brings it");
        }
        if (!audience.equals("postern-approval/" + instance)) {
            return Optional.of("it is for another installation");
        }
        Duration lifetime = Duration.between(issuedAt, expiresAt);
        if (!lifetime.isPositive() || lifetime.compareTo(longest) > 0) {
            return Optional.of("it does not hold for at most " + longest);
        }
        return Optional.empty();
    }

    boolean isOver(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean isEarly(Instant now) {
        return issuedAt.isAfter(now.plus(SKEW));
    }
}
