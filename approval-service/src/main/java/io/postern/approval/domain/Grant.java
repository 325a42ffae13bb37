package io.postern.approval.domain;

import io.postern.contracts.event.Approved;
import io.postern.contracts.id.PersonId;
import java.util.List;

/** What an open case would be approved for. */
record Grant(ApprovalCase.Open open, AccessTerms terms, Window window, String policyVersion) {

    /** An extension says until when; of a request with both, the end only caps the duration. */
    Evaluated.Approves approved(List<PersonId> approvers, String rule, boolean breakGlass) {
        Wish wish = open.wish();
        Approved unsigned = new Approved(
                open.key().request(),
                wish.requester(),
                terms.targets(),
                terms.duration() == null ? null : window.length(),
                terms.duration() == null ? terms.endsAt() : null,
                window.notAfter(),
                approvers,
                rule,
                policyVersion,
                "",
                open.key().number(),
                breakGlass ? true : null,
                new Approved.Personal(terms.sources(), wish.nonce()));
        return new Evaluated.Approves(open.approve(terms), unsigned);
    }
}
