package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies on when the access ends. */
final class WindowPolicies {
    private WindowPolicies() {}

    static Optional<Refusal> oneKindOfEnd(Proposal proposal) {
        @Nullable Duration duration = proposal.submission().duration();
        @Nullable Instant endsAt = proposal.submission().endsAt();
        if (duration == null && endsAt == null) {
            return refuse(Reason.NO_WINDOW, "Say how long: 'duration' such as PT1H, or 'endsAt'.");
        }
        if (duration != null && endsAt != null) {
            return refuse(Reason.TWO_WINDOWS, "Give either 'duration' or 'endsAt', not both.");
        }
        return Optional.empty();
    }

    static Optional<Refusal> endAhead(Proposal proposal) {
        @Nullable Instant endsAt = proposal.submission().endsAt();
        return endsAt != null && !endsAt.isAfter(proposal.now())
                ? refuse(Reason.WINDOW_OVER, "'endsAt' is in the past.")
                : Optional.empty();
    }

    static Optional<Refusal> sensibleLength(Proposal proposal) {
        Duration shortest = proposal.limits().shortest();
        if (proposal.length().compareTo(shortest) < 0) {
            return refuse(Reason.WINDOW_TOO_SHORT, "The shortest access that can be asked for is " + shortest + ".");
        }
        return proposal.length().compareTo(Limits.LONGEST) > 0
                ? refuse(Reason.WINDOW_TOO_LONG, "Nobody gets access for longer than " + Limits.LONGEST + ".")
                : Optional.empty();
    }

    static Optional<Refusal> allowedByPolicy(Proposal proposal) {
        return proposal.limitsInPlay()
                .map(PortLimit::maxDuration)
                .min(Comparator.naturalOrder())
                .filter(longest -> proposal.length().compareTo(longest) > 0)
                .map(longest -> new Refusal(
                        Reason.WINDOW_TOO_LONG, "The JIT policy of these ports allows " + longest + " at most."));
    }

    private static Optional<Refusal> refuse(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason, sentence));
    }
}
