package io.postern.approval.domain.proof;

import io.postern.approval.domain.proof.ProofVerdict.Forged;
import io.postern.approval.domain.proof.ProofVerdict.Genuine;
import io.postern.approval.domain.proof.ProofVerdict.NotEnrolled;
import io.postern.approval.domain.proof.ProofVerdict.Replayed;
import io.postern.approval.domain.proof.ProofVerdict.Stale;
import io.postern.approval.domain.proof.ProofVerdict.UnknownRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds what a bot signed against what is known here. The key proves the bot, the enrolment that the bot may speak for this
 * human; a channel, a name or an address proves nothing.
 */
public final class ProofCheck {
    /** A verdict goes stale quickly: a person has just said it. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private ProofCheck() {}

    public static ProofVerdict against(DecisionClaims claims, ProofFacts facts, Instant now) {
        Optional<String> objection = claims.base().objection(facts.bot(), facts.instance(), LONGEST);
        if (objection.isPresent()) {
            return new Forged(objection.get());
        }
        if (!claims.subject().equals(facts.request().value())) {
            return new Forged("it is about another request");
        }
        if (claims.base().isEarly(now)) {
            return new Stale("it does not hold yet");
        }
        if (claims.base().isOver(now)) {
            return new Stale("it held too long ago");
        }
        if (!facts.firstUse()) {
            return new Replayed();
        }
        if (facts.shown().isEmpty()) {
            return new UnknownRequest();
        }
        if (!facts.shown().contains(claims.digest())) {
            return new Forged("something else was shown than what is asked");
        }
        boolean speaksForThem =
                facts.enrolled().filter(claims.approver()::equals).isPresent();
        return speaksForThem ? new Genuine() : new NotEnrolled();
    }
}
