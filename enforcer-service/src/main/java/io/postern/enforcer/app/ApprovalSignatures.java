package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import java.time.Instant;

/** Verifies who signed an approval, against keys that are pinned here. */
public interface ApprovalSignatures {
    Verdict verify(Approved approved, Instant now);

    /** Whether there is any key to verify with. */
    boolean ready();

    /** What a signature proves. */
    sealed interface Verdict {
        /**
         * Signed by a pinned key over exactly these terms, not before this time, however far the signer's clock may be ahead;
         * {@code jti} names the signing.
         */
        record Genuine(String jti, Instant signed) implements Verdict {}

        /** Genuine once, but it came after its end. */
        record Late(String jti) implements Verdict {}

        record Forged(String because) implements Verdict {}
    }
}
