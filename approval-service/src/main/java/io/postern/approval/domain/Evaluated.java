package io.postern.approval.domain;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;

/** What an evaluation of a case came to. */
public sealed interface Evaluated {
    /** On these terms, which still lack their signature. */
    record Approves(ApprovalCase.Settled next, Approved unsigned) implements Evaluated {}

    record Denies(ApprovalCase.Settled next, Denied event) implements Evaluated {}

    record Asks(ApprovalCase.Pending next, ApprovalNeeded event) implements Evaluated {}

    /** People have still to answer. */
    record Waits() implements Evaluated {}
}
