package io.postern.request.domain;

import io.postern.contracts.event.PosternEvent;

/** The answer to somebody who wants a request to end early. */
public sealed interface EndingDecision {
    /** It will end; this is the fact to tell, and the request as it now stands. */
    record Ordered(PosternEvent event, AccessRequest request) implements EndingDecision {}

    /** It is ending already: nothing to add. */
    record AlreadyOrdered(AccessRequest request) implements EndingDecision {}

    record Refused(Refusal refusal) implements EndingDecision {}
}
