package io.postern.enforcer.app;

import io.postern.contracts.id.NsgId;
import java.time.Duration;
import java.time.Instant;

/** Who writes to a boundary. It saves needless clashes between instances; nothing that must hold depends on it. */
public interface Leases {
    /** Takes or prolongs the lease; false when another instance has it. */
    boolean take(NsgId boundary, Instant now, Duration length);
}
