package io.postern.approval.domain;

/** How a case ended. */
public enum Ending {
    APPROVED,
    DENIED,
    WITHDRAWN,
    LAPSED
}
