package io.postern.messaging;

/** An event that can never be handled, however often it is tried. The reason is published: no personal data in it. */
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
