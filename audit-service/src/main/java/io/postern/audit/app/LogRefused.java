package io.postern.audit.app;

/** To go on would contradict what this log has signed before; a person must look. */
public final class LogRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public LogRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
