package io.postern.portal.domain.approval;

import java.time.Instant;

/** Which extension of an access is asked for, and how it moves the end. */
public record Extending(int number, Instant opened, Instant currentEnd, Instant endsAt) {}
