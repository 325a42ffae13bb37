package io.postern.approval.app;

import io.postern.contracts.event.Approved;
import java.time.Instant;

/** Puts this service's signature on an approval. */
public interface ApprovalSigner {
    Approved sign(Approved unsigned, Instant now);

    /** Whether signing waits for nobody. */
    default boolean isAtHand() {
        return true;
    }
}
