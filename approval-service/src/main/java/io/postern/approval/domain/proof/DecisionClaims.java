package io.postern.approval.domain.proof;

import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * What a bot signed about one verdict: complete and of the right types, but not yet believed.
 *
 * @param subject the request
 * @param digest what the approver was shown
 * @param approver the human whose verdict it is
 * @param account who that is on the bot's side: an immutable id, never a name that can be given to somebody else
 * @param narrowing what the approver takes away; null when nothing
 */
public record DecisionClaims(
        ProofBase base,
        String subject,
        String digest,
        Verdict verdict,
        PersonId approver,
        String account,
        String reason,
        @Nullable Narrowing narrowing) {}
