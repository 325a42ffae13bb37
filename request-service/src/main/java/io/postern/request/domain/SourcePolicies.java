package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Optional;

/** Policies on where the access is used from. */
final class SourcePolicies {
    private static final String ANYWHERE = "*";

    private SourcePolicies() {}

    static Optional<Refusal> narrowAndReal(Proposal proposal) {
        List<Cidr> sources = proposal.sources();
        if (sources.isEmpty()) {
            return refuse(
                    Reason.SOURCE_UNUSABLE,
                    "Your own address, as seen here, is not a public one; name the addresses you will connect from in"
                            + " 'sources'.");
        }
        for (Cidr source : sources) {
            int widest = SourceAddress.widestPrefix(source.family());
            if (source.prefixLength() < widest) {
                return refuse(
                        Reason.SOURCE_TOO_WIDE,
                        "Source " + source + " is too wide: /" + widest + " is the widest block that may be named.");
            }
            if (SourceAddress.unusable(source)) {
                return refuse(Reason.SOURCE_UNUSABLE, "No connection to a VM can come from " + source + ".");
            }
        }
        return Optional.empty();
    }

    static Optional<Refusal> allowedByPolicy(Proposal proposal) {
        return proposal.sources().stream()
                .filter(source -> !proposal.limitsInPlay().allMatch(limit -> allows(limit, source)))
                .findFirst()
                .map(source -> new Refusal(
                        Reason.SOURCE_NOT_ALLOWED,
                        "The JIT policy of these ports does not allow access from " + source + "."));
    }

    private static boolean allows(PortLimit limit, Cidr source) {
        return limit.allowedSources().stream()
                .anyMatch(allowed ->
                        allowed.equals(ANYWHERE) || Cidr.parse(allowed).contains(source));
    }

    private static Optional<Refusal> refuse(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason, sentence));
    }
}
