package io.postern.approval.domain;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import io.postern.policy.Ruling;
import java.util.List;

/** What an evaluation of a case came to. */
public sealed interface Evaluated {
    /** On these terms, which are signed before they are told. */
    record Approves(ApprovalCase.Settled next, Approved terms) implements Evaluated {}

    /** An emergency, if its limits allow it: then as said, else not at all. */
    record BreaksGlass(Approves granted, Ruling.BreaksGlass ruling) implements Evaluated {}

    /** @param unmet a sentence for each thing that is missing; empty when nothing can be done */
    record Denies(ApprovalCase.Settled next, Denied event, List<String> unmet) implements Evaluated {}

    record Asks(ApprovalCase.Pending next, ApprovalNeeded event) implements Evaluated {}

    /** People have still to answer. */
    record Waits() implements Evaluated {}
}
