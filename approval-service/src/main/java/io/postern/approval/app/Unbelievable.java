package io.postern.approval.app;

import java.io.Serial;

/** What came proves nothing, and never will. The reason names nothing that it says. */
public final class Unbelievable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    public Unbelievable(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
