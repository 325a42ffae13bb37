package io.postern.approval.app;

import io.postern.approval.domain.proof.DecisionClaims;
import io.postern.approval.domain.proof.EnrolmentClaims;
import java.util.Set;

/** Verifies what bots sign, against the keys that are registered for them here. */
public interface BotSignatures {
    /** The names of the registered bots. */
    Set<String> bots();

    Signed<DecisionClaims> decision(String bot, String jws);

    Signed<EnrolmentClaims> enrolment(String bot, String code);
}
