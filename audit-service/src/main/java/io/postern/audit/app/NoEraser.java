package io.postern.audit.app;

/** The database has no role that may erase, or does not let this service take it on. */
public final class NoEraser extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoEraser(Throwable cause) {
        super("nobody may erase", cause);
    }
}
