package io.postern.request.domain;

import java.util.Optional;

/** Policies on who asks. */
final class CallerPolicies {
    private CallerPolicies() {}

    static Optional<Refusal> mayRequest(Proposal proposal) {
        return Rights.requests(proposal.submission().caller())
                ? Optional.empty()
                : Optional.of(
                        new Refusal(Reason.NOT_ENTITLED, "Asking for access needs the role " + Caller.REQUEST + "."));
    }
}
