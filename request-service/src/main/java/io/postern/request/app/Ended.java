package io.postern.request.app;

import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Refusal;

/** What became of somebody's wish to end a request. */
public sealed interface Ended {
    record Ordered(AccessRequest request) implements Ended {}

    /** There is no such request, as far as this caller may know. */
    record Unknown() implements Ended {}

    record Refused(Refusal refusal) implements Ended {}
}
