package io.postern.audit.app.siem;

/** A SIEM does not take what it is told, for now. */
public final class SiemUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SiemUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public SiemUnavailable(String message) {
        super(message);
    }
}
