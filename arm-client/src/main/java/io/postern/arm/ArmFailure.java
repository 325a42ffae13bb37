package io.postern.arm;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Azure did not do as asked: it answered with an error, or (status 0) gave no answer that can be read. */
public final class ArmFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The word for: no token could be had, so nothing was sent. */
    static final String NO_TOKEN = "NoToken";

    private final int status;
    private final String code;

    public ArmFailure(int status, String code, String message) {
        this(status, code, message, null);
    }

    ArmFailure(int status, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    static ArmFailure of(ArmResponse response, String path) {
        String code = response.errorCode().orElse("Unknown");
        return new ArmFailure(
                response.status(), code, "Azure answered " + response.status() + " " + code + " for " + path);
    }

    /** The HTTP status, 0 when there was none: unreachable, timed out, or no token to be had. */
    public int status() {
        return status;
    }

    /** Azure's word for the error, such as {@code AuthorizationFailed}, or one of ours for status 0. */
    public String code() {
        return code;
    }
}
