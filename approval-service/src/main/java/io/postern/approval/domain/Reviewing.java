package io.postern.approval.domain;

import io.postern.approval.domain.ReviewOutcome.NotMade;
import io.postern.approval.domain.ReviewOutcome.Reason;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import java.time.Instant;

/**
 * Takes reviews of emergencies: by another human who is in one of the groups, once.
 *
 * @param humans whose accounts belong together
 * @param botsUpTo above this risk a decision takes a fresh sign-in; an emergency is of the highest
 */
public record Reviewing(Humans humans, Risk botsUpTo) {
    public ReviewOutcome review(Review review, Approver reviewer, boolean justified, String comment, Instant now) {
        if (humans.same(review.requester(), reviewer.id())) {
            return new NotMade(Reason.OWN_REQUEST);
        }
        if (!reviewer.isInAnyOf(review.reviewerGroups())) {
            return new NotMade(Reason.NOT_A_REVIEWER);
        }
        Review.Made earlier = review.made();
        if (earlier != null) {
            boolean same = earlier.reviewer().equals(reviewer.id()) && earlier.justified() == justified;
            return same ? new ReviewOutcome.Made(earlier, true) : new NotMade(Reason.ALREADY_REVIEWED);
        }
        if (needsFreshSignIn() && !isFresh(reviewer, now)) {
            return new NotMade(Reason.STEP_UP);
        }
        Review.Made made = new Review.Made(reviewer.id(), reviewer.name(), justified, comment, now);
        return new ReviewOutcome.Made(made, false);
    }

    private boolean needsFreshSignIn() {
        return Risk.HIGH.compareTo(botsUpTo) > 0;
    }

    private static boolean isFresh(Approver reviewer, Instant now) {
        Instant since = reviewer.strongSince();
        return since != null && !since.isBefore(now.minus(Counting.FRESH));
    }
}
