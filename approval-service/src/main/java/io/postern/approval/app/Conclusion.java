package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Ending;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.Recheck;
import io.postern.contracts.event.Lapsed;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;

/** Makes true and tells what an evaluation came to, within the unit of work that holds the case. */
public final class Conclusion {
    private final Cases cases;
    private final BreakGlass breakGlass;
    private final Evaluator evaluator;
    private final ApprovalSigner signer;
    private final Facts facts;

    public Conclusion(Cases cases, BreakGlass breakGlass, Evaluator evaluator, ApprovalSigner signer, Facts facts) {
        this.cases = cases;
        this.breakGlass = breakGlass;
        this.evaluator = evaluator;
        this.signer = signer;
        this.facts = facts;
    }

    /** The same, with its approval signed: the key may be far away, so this is done before any case is held. */
    Evaluated signed(Evaluated evaluated, Instant now) {
        return switch (evaluated) {
            case Evaluated.Approves approves -> signed(approves, now);
            case Evaluated.BreaksGlass emergency ->
                new Evaluated.BreaksGlass(signed(emergency.granted(), now), emergency.ruling());
            case Evaluated.Denies _, Evaluated.Asks _, Evaluated.Waits _ -> evaluated;
        };
    }

    private Evaluated.Approves signed(Evaluated.Approves approves, Instant now) {
        return new Evaluated.Approves(approves.next(), signer.sign(approves.terms(), now));
    }

    /** @param evaluated what {@link #signed} answered */
    void of(ApprovalCase.Open open, Evaluated evaluated, ApprovalPolicy policy, Instant now) {
        switch (evaluated) {
            case Evaluated.Approves approves -> approve(approves, now);
            case Evaluated.Denies denies -> deny(denies, now);
            case Evaluated.Asks asks -> {
                cases.advance(asks.next(), now);
                facts.append(asks.event());
            }
            case Evaluated.BreaksGlass emergency -> {
                switch (breakGlass.admit(open.wish().request(), emergency.ruling(), policy, now)) {
                    case Admission.Granted() -> approve(emergency.granted(), now);
                    case Admission.Refused(String reason, String detail) ->
                        deny(evaluator.refuse(emergency, open, reason, detail), now);
                }
            }
            case Evaluated.Waits _ -> {}
        }
    }

    /** Approvals that the directory no longer stands behind stop counting, whatever becomes of the case. */
    void of(Recheck recheck, Instant now) {
        if (!recheck.changed().isEmpty()) {
            cases.advance(recheck.next(), now);
            recheck.lost().forEach(facts::append);
        }
    }

    private void approve(Evaluated.Approves approves, Instant now) {
        if (approves.terms().jws().isEmpty()) {
            throw new IllegalStateException("an approval that nobody signed opens nothing: it is a bug to tell it");
        }
        cases.advance(approves.next(), now);
        facts.append(approves.terms());
    }

    /** Ends what nobody could judge in time. */
    void lapse(ApprovalCase.Submitted submitted, Instant now) {
        cases.advance(submitted.settle(Ending.LAPSED), now);
        facts.append(new Lapsed(
                submitted.key().request(), submitted.key().number(), "undecided", submitted.policyVersion()));
    }

    void deny(Evaluated.Denies denies, Instant now) {
        cases.advance(denies.next(), now);
        facts.append(denies.event());
    }
}
