package io.postern.request.app;

import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Refusal;

/** What became of somebody's wish to keep an access for longer. */
public sealed interface Extended {
    /** It is asked for, now or since earlier. */
    record Accepted(AccessRequest request) implements Extended {}

    /** There is no such request, as far as this caller may know. */
    record Unknown() implements Extended {}

    record Refused(Refusal refusal) implements Extended {}
}
