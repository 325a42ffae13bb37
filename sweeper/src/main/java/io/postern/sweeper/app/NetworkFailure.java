package io.postern.sweeper.app;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Azure did not do it this time; the next pass asks again. */
public final class NetworkFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** No answer, or none yet; a right lacks; this cannot be done in this manner; or Azure wants to be left alone. */
    private enum Kind {
        NOT_NOW,
        REFUSED,
        NOT_SO,
        THROTTLED
    }

    public NetworkFailure(String because) {
        this(because, Kind.NOT_NOW, null);
    }

    public NetworkFailure(String because, @Nullable Throwable cause) {
        this(because, Kind.NOT_NOW, cause);
    }

    private NetworkFailure(String because, Kind kind, @Nullable Throwable cause) {
        super(because, cause);
        this.kind = kind;
    }

    /** Azure says that we may not: it will say so again. */
    public static NetworkFailure refused(String because) {
        return new NetworkFailure(because, Kind.REFUSED, null);
    }

    /** It cannot be done like that; whether another way is open remains to be seen. */
    public static NetworkFailure notSo(String because) {
        return new NetworkFailure(because, Kind.NOT_SO, null);
    }

    /** Azure wants to be left alone: whatever else is asked now makes it worse. */
    public static NetworkFailure throttled(String because) {
        return new NetworkFailure(because, Kind.THROTTLED, null);
    }

    /** Whether a right lacks. */
    public boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /** Whether it was the manner that was refused, so that another may do. */
    public boolean isOfManner() {
        return kind == Kind.REFUSED || kind == Kind.NOT_SO;
    }

    /** Whether Azure wants to be left alone. */
    public boolean isThrottled() {
        return kind == Kind.THROTTLED;
    }

    /** The sentence that every failure is made with. */
    public String because() {
        return String.valueOf(getMessage());
    }
}
