package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.stream.Stream;

/** Policies on where the access is used from. */
final class SourcePolicies {
    private SourcePolicies() {}

    static List<Refusal> clear(Proposal proposal) {
        return proposal.sources().isEmpty()
                ? List.of(new Refusal(
                        Reason.SOURCE_UNCLEAR,
                        "It is not clear which address you call from: a proxy names something else than an address."
                                + " Name the addresses you will connect from in 'sources'."))
                : List.of();
    }

    /** The widest block is the narrowest that any of the VMs' policies names. */
    static List<Refusal> narrow(Proposal proposal) {
        return proposal.sources().stream()
                .flatMap(source -> width(proposal, source))
                .toList();
    }

    private static Stream<Refusal> width(Proposal proposal, Cidr source) {
        if (SourceAddress.everything(source)) {
            return proposal.conditions().allMatch(AccessConditions::anySource)
                    ? Stream.empty()
                    : refuse(
                            Reason.SOURCE_TOO_WIDE,
                            "Source " + source + " is too wide: only a JIT policy that says so allows any source.");
        }
        int widest = switch (source.family()) {
            case IPV4 ->
                proposal.conditions()
                        .mapToInt(AccessConditions::widestIpv4Prefix)
                        .max()
                        .orElseThrow();
            case IPV6 ->
                proposal.conditions()
                        .mapToInt(AccessConditions::widestIpv6Prefix)
                        .max()
                        .orElseThrow();
        };
        return source.prefixLength() >= widest
                ? Stream.empty()
                : refuse(
                        Reason.SOURCE_TOO_WIDE,
                        "Source " + source + " is too wide: /" + widest + " is the widest block that may be named.");
    }

    static List<Refusal> real(Proposal proposal) {
        boolean privately = proposal.conditions().allMatch(AccessConditions::privateNetwork);
        return proposal.sources().stream()
                .filter(source -> SourceAddress.unusable(source) || !privately && SourceAddress.isPrivate(source))
                .map(source -> new Refusal(Reason.SOURCE_UNUSABLE, sentence(proposal, source)))
                .toList();
    }

    private static String sentence(Proposal proposal, Cidr source) {
        if (proposal.submission().sources().isEmpty()) {
            return "Your own address, as seen here, is " + source + ", and not a public one; name the addresses you"
                    + " will connect from in 'sources'.";
        }
        return SourceAddress.unusable(source)
                ? "No connection to a VM can come from " + source + "."
                : "Source " + source + " is a private one, and not every VM asked for is reached over a private network"
                        + " (its JIT policy would say so).";
    }

    static List<Refusal> allowedByPolicy(Proposal proposal) {
        return proposal.sources().stream()
                .filter(source -> !proposal.limitsInPlay()
                        .allMatch(limit -> limit.allowedSources().stream()
                                .anyMatch(allowed -> SourceAddress.within(allowed, source))))
                .map(source -> new Refusal(
                        Reason.SOURCE_NOT_ALLOWED,
                        "The JIT policy of these ports does not allow access from " + source + "."))
                .toList();
    }

    private static Stream<Refusal> refuse(Reason reason, String sentence) {
        return Stream.of(new Refusal(reason, sentence));
    }
}
