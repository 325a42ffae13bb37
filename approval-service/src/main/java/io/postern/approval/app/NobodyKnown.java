package io.postern.approval.app;

import java.io.Serial;

/**
 * The directory knows nobody of this id: an application, or somebody who was deleted. Asking again changes nothing, and
 * which groups a rule could mean cannot be said.
 */
public final class NobodyKnown extends RightsUnknown {
    @Serial
    private static final long serialVersionUID = 1L;

    public NobodyKnown(String message, Throwable cause) {
        super(message, cause);
    }
}
