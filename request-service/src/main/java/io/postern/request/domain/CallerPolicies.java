package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import java.util.List;
import java.util.Objects;

/** Policies on who asks. */
final class CallerPolicies {
    private CallerPolicies() {}

    static List<Refusal> mayRequest(Proposal proposal) {
        return Rights.requests(proposal.caller())
                ? List.of()
                : List.of(new Refusal(Reason.NOT_ENTITLED, "Asking for access needs the role " + Caller.REQUEST + "."));
    }

    /** A context that is satisfied says of itself that several factors were used, so it is asked for first. */
    static List<Refusal> authenticated(Proposal proposal) {
        List<Refusal> lacking = proposal.demands()
                .map(AccessConditions::authenticationContext)
                .filter(Objects::nonNull)
                .filter(context -> !proposal.caller().contexts().contains(context))
                .distinct()
                .map(CallerPolicies::lacks)
                .toList();
        boolean oneFactor = proposal.demands().anyMatch(AccessConditions::mfa)
                && !proposal.caller().usedSeveralFactors();
        return lacking.isEmpty() && oneFactor
                ? List.of(new Refusal(
                        "The JIT policy of what you ask for wants multi-factor authentication; sign in with it and"
                                + " try again.",
                        Challenge.SEVERAL_FACTORS))
                : lacking;
    }

    private static Refusal lacks(String context) {
        return new Refusal(
                "The JIT policy of what you ask for wants authentication context " + context
                        + "; sign in for it and try again.",
                Challenge.context(context));
    }
}
