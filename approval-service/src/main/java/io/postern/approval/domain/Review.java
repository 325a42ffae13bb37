package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The look that somebody else owes an emergency access afterwards.
 *
 * @param made null while nobody has looked
 */
public record Review(
        RequestId request,
        PersonId requester,
        List<String> reviewerGroups,
        Instant brokenAt,
        Instant dueAt,
        String policyRule,
        String policyVersion,
        @Nullable Made made) {
    public Review {
        reviewerGroups = List.copyOf(reviewerGroups);
    }

    /** What somebody found. */
    public record Made(PersonId reviewer, String name, boolean justified, String comment, Instant at) {}

    public boolean overdue(Instant now) {
        return made == null && now.isAfter(dueAt);
    }
}
