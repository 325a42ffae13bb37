package io.postern.request.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tells whether a live request gives all that is asked for, so that asking again makes no second one. */
public final class Repeats {
    private Repeats() {}

    /** The request among those of one person that stands for what is asked for: the one that ends last. */
    public static Optional<AccessRequest> among(List<AccessRequest> requests, Terms asked, Instant now) {
        return requests.stream()
                .filter(request -> covers(request, asked, now))
                .max(Comparator.comparing(request -> end(request, now).orElseThrow()));
    }

    private static boolean covers(AccessRequest request, Terms asked, Instant now) {
        Terms given = request.effective();
        return standsFor(request, asked, now)
                && given.requester().equals(asked.requester())
                && sameInAnyOrder(given.sources(), asked.sources())
                && sameInAnyOrder(given.opened(), asked.opened())
                && end(request, now)
                        .flatMap(until -> asked.end(now).map(wanted -> !until.isBefore(wanted)))
                        .orElse(false);
    }

    /** An emergency and what waits for people do not stand for each other; what is approved stands for both. */
    private static boolean standsFor(AccessRequest request, Terms asked, Instant now) {
        RequestState state = request.at(now).state();
        return state.live() && (state != RequestState.PENDING || request.terms().breaksGlass() == asked.breaksGlass());
    }

    /**
     * When the first part of a live request ends at the earliest. What is open ends when its rule says; what is not yet
     * open ends no earlier than if it opened now. A part that has ended, or never opens, is not given at all.
     */
    private static Optional<Instant> end(AccessRequest request, Instant now) {
        List<Grant> grants = request.currentAt(now);
        if (!request.refusedVms().isEmpty() || grants.stream().anyMatch(grant -> grant.state() != GrantState.OPEN)) {
            return Optional.empty();
        }
        Optional<Instant> open = grants.stream()
                .flatMap(grant -> Optional.ofNullable(grant.until()).stream())
                .min(Comparator.naturalOrder());
        if (request.outstanding() == 0 && !grants.isEmpty()) {
            return open;
        }
        Optional<Instant> coming = request.effective().end(now);
        return open.isEmpty() ? coming : open.flatMap(first -> coming.map(next -> first.isBefore(next) ? first : next));
    }

    private static boolean sameInAnyOrder(Collection<?> one, Collection<?> other) {
        return new HashSet<>(one).equals(new HashSet<>(other));
    }
}
