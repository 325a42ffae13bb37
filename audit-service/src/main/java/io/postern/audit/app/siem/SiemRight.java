package io.postern.audit.app.siem;

import java.util.Optional;

/** Gives the right to tell a SIEM to one instance at a time. */
@FunctionalInterface
public interface SiemRight {
    /** The session to tell in, or nothing while another instance has it. */
    Optional<SiemSession> tryTake();
}
