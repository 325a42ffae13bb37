package io.postern.request.domain;

import io.postern.contracts.event.ExtensionRequested;

/** The answer to somebody who wants to keep an access for longer. */
public sealed interface ExtensionDecision {
    /** It is asked for; this is the fact to tell, and the request as it now stands. */
    record Asked(ExtensionRequested event, AccessRequest request) implements ExtensionDecision {}

    /** The same is asked for already, or granted: nothing to add. */
    record AlreadyAsked(AccessRequest request) implements ExtensionDecision {}

    record Refused(Refusal refusal) implements ExtensionDecision {}
}
