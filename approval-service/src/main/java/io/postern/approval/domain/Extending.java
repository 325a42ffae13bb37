package io.postern.approval.domain;

import io.postern.contracts.event.Denied;
import io.postern.contracts.event.ExtensionRequested;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When access may be extended: while it was given and is not asked about already, and only so often. */
public record Extending(List<ApprovalCase> soFar, ExtensionRequested extension) {
    private static final String RULE = "extensions";

    /** @param soFar the cases of the request: itself first, then its extensions by their number; never none */
    public Extending {
        soFar = List.copyOf(soFar);
    }

    /** Whether this very extension was taken up before. */
    public boolean isKnown() {
        return soFar.stream().anyMatch(known -> known.key().equals(key()));
    }

    /** On the terms that were approved last; when none were, nobody will ever agree to those asked for. */
    public Wish wish() {
        AccessTerms held = approved()
                .reduce((earlier, later) -> later)
                .orElseGet(() -> first().wish().asked());
        return Wish.of(first().wish().request(), extension, held);
    }

    /** Why not; empty when it may be asked for. */
    public Optional<Denied> objection(int atMost, String policyVersion) {
        if (!(first() instanceof ApprovalCase.Settled settled) || settled.ending() != Ending.APPROVED) {
            return no("not-open", "Only access that was given can be extended.", policyVersion);
        }
        if (!extension.requestedBy().equals(first().wish().requester())) {
            return no("not-the-requester", "Only who asked for the access can ask to keep it.", policyVersion);
        }
        if (soFar.stream().anyMatch(ApprovalCase.Open.class::isInstance)) {
            return no("extension-pending", "An extension of this access waits for an answer already.", policyVersion);
        }
        if (extension.number() != next()) {
            return no("out-of-order", "This is not the next extension of the access.", policyVersion);
        }
        return approved().count() - 1 >= atMost
                ? no("no-more-extensions", "Access is extended " + atMost + " times at most; ask anew.", policyVersion)
                : Optional.empty();
    }

    /** The first number that is missing: one that was refused because it came too early does not count further. */
    private int next() {
        Set<Integer> taken =
                soFar.stream().map(known -> known.key().extension()).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, soFar.size())
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElseThrow();
    }

    private CaseKey key() {
        return new CaseKey(extension.requestId(), extension.number());
    }

    private ApprovalCase first() {
        return soFar.getFirst();
    }

    private Stream<AccessTerms> approved() {
        return soFar.stream()
                .filter(ApprovalCase.Settled.class::isInstance)
                .map(ApprovalCase.Settled.class::cast)
                .flatMap(settled -> Optional.ofNullable(settled.terms()).stream());
    }

    private Optional<Denied> no(String reason, String detail, String policyVersion) {
        return Optional.of(
                new Denied(extension.requestId(), reason, detail, List.of(), RULE, policyVersion, extension.number()));
    }
}
