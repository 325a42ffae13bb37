package io.postern.messaging;

/** An event that can never be handled, however often it is tried. The reason is published: no personal data in it. */
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 300;

    public PermanentFailure(String reason) {
        super(reason);
    }

    /** Short and without control characters, so that the database can keep it whatever the event held. */
    String reason() {
        String plain = String.valueOf(getMessage()).replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), LONGEST_REASON));
    }
}
