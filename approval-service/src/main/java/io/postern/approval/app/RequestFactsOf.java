package io.postern.approval.app;

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
        Map<VmId, TargetFacts.Seen> seen = policy.looksAtInventory() ? vms.seen(vms(wish)) : Map.of();
        if (complete && policy.looksAtInventory() && !seen.keySet().containsAll(vms(wish))) {
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
                wish.asked().targets().stream()
                        .map(target -> new TargetFacts(target.vm(), target.ports(), seen.get(target.vm())))
                        .toList(),
                wish.asked().sources(),
                length(wish, now),
                wish.request().ticket(),
                wish.justification(),
                wish.key().extension(),
                breakGlass,
                now));
    }

    private static Set<VmId> vms(Wish wish) {
        return wish.asked().targets().stream().map(Target::vm).collect(Collectors.toSet());
    }

    /** Empty when nobody can say: a condition on groups then fails, which never helps the requester. */
    private Optional<Set<String>> groups(PersonId person, Instant now) {
        try {
            return Optional.of(memberships.of(person, MAX_AGE, now));
        } catch (RightsUnknown _) {
            return Optional.empty();
        }
    }

    private static Duration length(Wish wish, Instant now) {
        ExtensionRequested extension = wish.extension();
        if (extension != null) {
            return Duration.between(extension.opened(), extension.endsAt());
        }
        Duration duration = wish.asked().duration();
        return duration != null
                ? duration
                : Duration.between(now, Objects.requireNonNull(wish.asked().endsAt()));
    }
}
