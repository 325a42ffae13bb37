package io.postern.approval.domain.proof;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.util.Optional;
import java.util.Set;

/**
 * What this service knows itself about a verdict that a bot brings.
 *
 * @param bot the bot by whose registered key the proof is signed
 * @param instance this installation
 * @param request the request that the event names
 * @param shown the digests of all that was ever to be decided about this request; empty when there is no such request
 * @param firstUse whether the proof was never used before
 * @param enrolled who enrolled the account that the proof names; empty when nobody did
 */
public record ProofFacts(
        String bot,
        String instance,
        RequestId request,
        Set<String> shown,
        boolean firstUse,
        Optional<PersonId> enrolled) {
    public ProofFacts {
        shown = Set.copyOf(shown);
    }
}
