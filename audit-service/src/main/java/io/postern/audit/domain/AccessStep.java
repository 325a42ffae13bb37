package io.postern.audit.domain;

import java.time.Instant;

/** A leaf about the access that a request gave: agreed to, opened, closed. */
public sealed interface AccessStep {
    long leaf();

    /** Somebody agreed, to no end later than {@code notAfter}. */
    record Approved(long leaf, Instant at, Instant notAfter) implements AccessStep {}

    /** A grant was seen to be open. */
    record Opened(long leaf, String grant, Instant at, Instant from, Instant until, String rule, String vm)
            implements AccessStep {}

    /** A grant was seen to be gone. */
    record Closed(long leaf, String grant, Instant at, String how) implements AccessStep {}
}
