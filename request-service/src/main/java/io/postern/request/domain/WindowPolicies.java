package io.postern.request.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies on when the access ends. */
final class WindowPolicies {
    private static final List<Refusal> NOTHING = List.of();

    private WindowPolicies() {}

    static List<Refusal> oneKindOfEnd(Proposal proposal) {
        @Nullable Duration duration = proposal.submission().duration();
        @Nullable Instant endsAt = proposal.submission().endsAt();
        if (duration == null && endsAt == null) {
            return refuse(Reason.NO_WINDOW, "Say how long: 'duration' such as PT1H, or 'endsAt'.");
        }
        if (duration != null && endsAt != null) {
            return refuse(Reason.TWO_WINDOWS, "Give either 'duration' or 'endsAt', not both.");
        }
        return List.of();
    }

    static List<Refusal> endAhead(Proposal proposal) {
        @Nullable Instant endsAt = proposal.submission().endsAt();
        return proposal.submission().duration() == null && endsAt != null && !endsAt.isAfter(proposal.now())
                ? refuse(Reason.WINDOW_OVER, "'endsAt' is in the past.")
                : List.of();
    }

    static List<Refusal> sensibleLength(Proposal proposal) {
        Duration shortest = proposal.limits().shortest();
        return proposal.length()
                .map(length -> {
                    if (length.compareTo(shortest) < 0) {
                        return refuse(
                                Reason.WINDOW_TOO_SHORT,
                                "The shortest access that can be asked for is " + shortest + ".");
                    }
                    return length.compareTo(Limits.LONGEST) > 0
                            ? refuse(
                                    Reason.WINDOW_TOO_LONG,
                                    "Nobody gets access for longer than " + Limits.LONGEST + ".")
                            : NOTHING;
                })
                .orElse(NOTHING);
    }

    static List<Refusal> allowedByPolicy(Proposal proposal) {
        return proposal.longest()
                .filter(longest -> proposal.length()
                        .filter(length -> length.compareTo(longest) > 0)
                        .isPresent())
                .map(longest ->
                        refuse(Reason.WINDOW_TOO_LONG, "The JIT policy of these ports allows " + longest + " at most."))
                .orElse(NOTHING);
    }

    private static List<Refusal> refuse(Reason reason, String sentence) {
        return List.of(new Refusal(reason, sentence));
    }
}
