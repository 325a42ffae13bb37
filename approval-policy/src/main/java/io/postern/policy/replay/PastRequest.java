package io.postern.policy.replay;

import io.postern.policy.RequestFacts;

/** A request of the past, with what was known when it was judged. */
public record PastRequest(String requestId, RequestFacts facts) {}
