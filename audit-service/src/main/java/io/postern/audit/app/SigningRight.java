package io.postern.audit.app;

import java.util.Optional;

/** Gives the right to sign to one instance at a time. */
@FunctionalInterface
public interface SigningRight {
    /** The session to sign in, or nothing while another instance has it. */
    Optional<SigningSession> tryTake();
}
