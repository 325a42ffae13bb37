package io.postern.portal.app;

/** What keeps the sessions does not do what it is asked: nobody knows who is signed in, and nobody is signed out for that. */
public final class SessionsUnavailable extends RuntimeException {
    public SessionsUnavailable(Throwable cause) {
        super("the sessions cannot be reached: " + cause.getMessage(), cause);
    }
}
