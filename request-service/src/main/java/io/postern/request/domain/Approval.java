package io.postern.request.domain;

/** What approval-service has said about a request so far. */
public enum Approval {
    PENDING,
    APPROVED,
    DENIED,
    LAPSED
}
