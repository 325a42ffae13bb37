package io.postern.cli.verify;

import java.time.Instant;
import java.util.Optional;

/** Checks a published audit log with nothing but its files and a public key, and with whatever else somebody holds of it. */
public final class TrailVerifier {
    /** Checks everything that the checkpoint of the log promises, and that nothing given beside it contradicts that. */
    public Report verify(Evidence evidence, Instant now) {
        Verification verification = new Verification(evidence, now);
        try {
            verification.run();
            return verification.report(Optional.empty());
        } catch (Broken broken) {
            return verification.report(Optional.of(new Report.Place(broken.place(), broken.what(), broken.notes())));
        }
    }
}
