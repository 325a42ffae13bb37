package io.postern.request.app;

import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Refusal;

/** What became of a submission. */
public sealed interface Submitted {
    /** Accepted, now or when it was sent the first time. */
    record Accepted(AccessRequest request) implements Submitted {}

    record Refused(Refusal refusal) implements Submitted {}
}
