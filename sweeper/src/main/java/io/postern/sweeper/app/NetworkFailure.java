package io.postern.sweeper.app;

import java.io.Serial;

/** Azure did not do it this time; the next pass asks again. */
public final class NetworkFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public NetworkFailure(String because) {
        super(because);
    }

    public NetworkFailure(String because, Throwable cause) {
        super(because, cause);
    }

    /** The sentence that every failure is made with. */
    public String because() {
        return String.valueOf(getMessage());
    }
}
