package io.postern.sweeper.app;

import java.io.Serial;

/** Azure did not do it this time; the next pass asks again. */
public final class NetworkFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    public NetworkFailure(String because) {
        super(because);
        this.refused = false;
    }

    private NetworkFailure(String because, boolean refused) {
        super(because);
        this.refused = refused;
    }

    /** Azure says that we may not: it will say so again. */
    public static NetworkFailure refused(String because) {
        return new NetworkFailure(because, true);
    }

    public NetworkFailure(String because, Throwable cause) {
        super(because, cause);
        this.refused = false;
    }

    /** Whether a right lacks. */
    public boolean isRefused() {
        return refused;
    }

    /** The sentence that every failure is made with. */
    public String because() {
        return String.valueOf(getMessage());
    }
}
