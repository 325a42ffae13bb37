package io.postern.approval.app;

import io.postern.approval.domain.Approver;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.approval.domain.proof.DecisionClaims;
import io.postern.approval.domain.proof.ProofCheck;
import io.postern.approval.domain.proof.ProofFacts;
import io.postern.approval.domain.proof.ProofVerdict;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the verdict of a person that a bot brings. The bot has no rights: what counts is who enrolled the account, and the
 * groups that the directory says that person is in. From there on it is decided as if they had come themselves.
 */
public final class DecideThroughBot {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How old what the directory says may be: it is asked again when an approval is signed. */
    private static final Duration GROUPS_MAX_AGE = Duration.ofSeconds(60);

    private final BotSignatures signatures;
    private final UsedProofs proofs;
    private final Enrolments enrolments;
    private final Shown shown;
    private final Memberships memberships;
    private final DecideCase decideCase;
    private final Facts facts;
    private final String instance;
    private final int mostPerMinute;

    /** @param mostPerMinute how many verdicts a minute one bot may bring in a person's name before their yes counts no more */
    public DecideThroughBot(
            BotSignatures signatures,
            UsedProofs proofs,
            Enrolments enrolments,
            Shown shown,
            Memberships memberships,
            DecideCase decideCase,
            Facts facts,
            String instance,
            int mostPerMinute) {
        this.signatures = signatures;
        this.proofs = proofs;
        this.enrolments = enrolments;
        this.shown = shown;
        this.memberships = memberships;
        this.decideCase = decideCase;
        this.facts = facts;
        this.instance = instance;
        this.mostPerMinute = mostPerMinute;
    }

    /**
     * Needs a unit of work, in which the proof is used up and the verdict counts, or neither.
     *
     * @throws Unbelievable when it proves nothing
     * @throws RightsUnknown when the directory cannot be asked; the event is to be brought again
     */
    public void on(DecisionMade made, Instant now) {
        switch (signatures.decision(made.bot(), made.personal().jws())) {
            case Signed.Forged<DecisionClaims>(String because) -> throw new Unbelievable(because);
            case Signed.Claims<DecisionClaims>(DecisionClaims claims) -> check(made, claims, now);
        }
    }

    private void check(DecisionMade made, DecisionClaims claims, Instant now) {
        boolean firstUse = proofs.use(
                made.bot(),
                claims.base().jti(),
                claims.approver(),
                claims.base().expiresAt(),
                now);
        Optional<Enrolments.Enrolment> enrolled = enrolments.find(made.bot(), claims.account());
        ProofFacts known = new ProofFacts(
                made.bot(),
                instance,
                made.requestId(),
                shown.digests(made.requestId()),
                firstUse,
                enrolled.map(Enrolments.Enrolment::person));
        switch (ProofCheck.against(claims, known, now)) {
            case ProofVerdict.Forged(String because) -> throw new Unbelievable(because);
            case ProofVerdict.Stale(String because) -> throw new Unbelievable(because);
            case ProofVerdict.Replayed _ -> throw new Unbelievable("it was used before");
            case ProofVerdict.UnknownRequest _ ->
                reject(made, null, "unknown-request", "There is no such request here.");
            case ProofVerdict.NotEnrolled _ ->
                reject(
                        made,
                        null,
                        "not-enrolled",
                        "Enrol this account first: the bot gives you a code to sign in with.");
            case ProofVerdict.Genuine _ ->
                decide(made, claims, enrolled.map(Enrolments.Enrolment::name).orElse(""), now);
        }
    }

    private void decide(DecisionMade made, DecisionClaims claims, String name, Instant now) {
        PersonId person = claims.approver();
        boolean gives = claims.verdict() == Verdict.APPROVE; // a no is always heard
        if (gives && proofs.usedSince(made.bot(), person, now.minus(MINUTE)) > mostPerMinute) {
            reject(
                    made,
                    person,
                    "too-many-decisions",
                    "More than " + mostPerMinute
                            + " verdicts came in your name within a minute; wait a minute, and look"
                            + " whether all of them were yours.");
            return;
        }
        Approver approver =
                new Approver(person, name, memberships.given(person, GROUPS_MAX_AGE, now), null, made.bot());
        Vote vote = new Vote(claims.verdict(), claims.reason(), claims.narrowing(), claims.digest());
        Optional<DecideCase.Decided> decided = decideCase.decide(made.requestId(), approver, vote, now);
        if (decided.filter(each -> each.outcome() instanceof DecisionOutcome.AlreadyCounted)
                .isPresent()) {
            reject(made, person, "already-counted", "You said the same before; it counts once.");
        }
    }

    private void reject(DecisionMade made, @Nullable PersonId approver, String reason, String detail) {
        facts.append(new DecisionRejected(made.requestId(), null, approver, made.bot(), reason, detail));
    }
}
