package io.postern.approval.app;

import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.Wish;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.SubjectFacts;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what a policy may look at, as far as this policy does. */
public final class RequestFactsOf {
    /** The requester's groups may be known for so long. */
    static final Duration MAX_AGE = Duration.ofSeconds(60);

    private final KnownVms vms;
    private final Memberships memberships;

    public RequestFactsOf(KnownVms vms, Memberships memberships) {
        this.vms = vms;
        this.memberships = memberships;
    }

    /**
     * The facts of a wish.
     *
     * @param complete whether to give none rather than some, because more may be known in a moment
     */
    public Optional<RequestFacts> of(Wish wish, ApprovalPolicy policy, boolean complete, Instant now) {
        return of(wish, wish.asked(), policy, complete, now);
    }

    /** The facts of a wish on the terms that are left of it. */
    Optional<RequestFacts> of(Wish wish, AccessTerms terms, ApprovalPolicy policy, boolean complete, Instant now) {
        Map<VmId, TargetFacts.Seen> seen = policy.looksAtInventory() ? vms.seen(vms(terms)) : Map.of();
        if (complete && policy.looksAtInventory() && !seen.keySet().containsAll(vms(terms))) {
            return Optional.empty();
        }
        boolean breakGlass =
                wish.extension() == null && Boolean.TRUE.equals(wish.request().breakGlass());
        boolean grouped = policy.looksAtGroups(breakGlass);
        Optional<Set<String>> groups = grouped ? groups(wish.requester(), now) : Optional.empty();
        if (groups.isEmpty() && grouped && complete) {
            return Optional.empty();
        }
        return Optional.of(new RequestFacts(
                new SubjectFacts(wish.requester(), groups.orElse(null)),
                terms.targets().stream()
                        .map(target -> new TargetFacts(target.vm(), target.ports(), seen.get(target.vm())))
                        .toList(),
                terms.sources(),
                length(wish, terms, now),
                wish.request().ticket(),
                wish.justification(),
                wish.key().extension(),
                breakGlass,
                now));
    }

    private static Set<VmId> vms(AccessTerms terms) {
        return terms.targets().stream().map(Target::vm).collect(Collectors.toSet());
    }

    /** Empty when nobody can say: a condition on groups then fails, which never helps the requester. */
    private Optional<Set<String>> groups(PersonId person, Instant now) {
        try {
            return Optional.of(memberships.of(person, MAX_AGE, now));
        } catch (RightsUnknown _) {
            return Optional.empty();
        }
    }

    private static Duration length(Wish wish, AccessTerms terms, Instant now) {
        ExtensionRequested extension = wish.extension();
        if (extension != null) {
            return Duration.between(extension.opened(), Objects.requireNonNull(terms.endsAt()));
        }
        Duration duration = terms.duration();
        Instant endsAt = terms.endsAt();
        if (endsAt == null) {
            return Objects.requireNonNull(duration);
        }
        Duration left = Duration.between(now, endsAt);
        return duration != null && duration.compareTo(left) < 0 ? duration : left;
    }
}
