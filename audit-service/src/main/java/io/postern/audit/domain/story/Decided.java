package io.postern.audit.domain.story;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, by which rule of the policy, and by whom: nobody, where the rule decided by itself.
 *
 * @param verdict {@code approved}, {@code denied} or {@code lapsed}
 * @param extension which extension it is about; null for the request itself
 * @param notAfter until when at the latest anything may be open by it; null when nothing may
 */
public record Decided(
        long leaf,
        Instant at,
        String verdict,
        @Nullable Integer extension,
        List<PersonId> by,
        String policyRule,
        String policyVersion,
        @Nullable Instant notAfter) {
    static Optional<Decided> of(Recorded recorded) {
        long leaf = recorded.leaf();
        Instant at = recorded.envelope().time();
        return switch (recorded.envelope().event()) {
            case Approved e ->
                Optional.of(new Decided(
                        leaf,
                        at,
                        "approved",
                        e.extension(),
                        e.approvers(),
                        e.policyRule(),
                        e.policyVersion(),
                        e.notAfter()));
            case Denied e ->
                Optional.of(new Decided(
                        leaf, at, "denied", e.extension(), e.deciders(), e.policyRule(), e.policyVersion(), null));
            case Lapsed e ->
                Optional.of(new Decided(
                        leaf, at, "lapsed", e.extension(), List.of(), e.policyRule(), e.policyVersion(), null));
            default -> Optional.empty();
        };
    }
}
