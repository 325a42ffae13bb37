package io.postern.audit.app;

/** An event that cannot become a leaf, however often it is tried. The reason names no value of it. */
public final class Unrecordable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public Unrecordable(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
