package io.postern.approval.app;

import java.io.Serial;

/** Azure could not be asked about somebody's rights: undecidable, so neither a yes nor a no. */
public sealed class RightsUnknown extends RuntimeException permits NobodyKnown {
    @Serial
    private static final long serialVersionUID = 1L;

    public RightsUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
