package io.postern.policy.rule;

import java.time.Duration;
import java.util.List;

/**
 * A rule for requests that break glass.
 *
 * @param who object ids of groups; the requester is in one of them
 * @param times how often one person may do so within {@code per}
 * @param reviewers object ids of groups; a member of one of them looks at it afterwards
 */
public record Emergency(
        String name,
        List<String> who,
        When when,
        Duration maxDuration,
        int minLength,
        int times,
        Duration per,
        List<String> reviewers,
        Duration reviewWithin) {
    public Emergency {
        who = List.copyOf(who);
        reviewers = List.copyOf(reviewers);
    }
}
